/** What is fixed about the demo city. */

/** Kunming in GB/T 2260. */
export const DEMO_CITY_ID = '530100'
/** The head of every place code in it. */
export const DEMO_CITY_CODE = '5301'
/** Everything in it is in force from this day on: long before any case it may be given. */
export const DEMO_SINCE = '2020-01-01'
/** 主城: the districts whose communities have management grids; with the zone streets inside them. */
export const MAIN_URBAN_DISTRICTS: readonly string[] = ['530102', '530103', '530111', '530112', '530114']
/** The one community whose tree is shown down to unit grids, residents' groups and buildings. */
export const DETAILED_COMMUNITY = '530111001002'

/** Whether a place lies in the main urban area. */
export const inMainUrban = (placeCode: string): boolean => MAIN_URBAN_DISTRICTS.some((district) => placeCode.startsWith(district))
