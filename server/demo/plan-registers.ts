import type { Component, Shopfront } from '#cases/queries-registers.ts'
import type { TypeEntry } from '#catalogue/tables.ts'
import { DEMO_CITY_ID } from '#demo/city.ts'
import { shopNames } from '#demo/fictional-names.ts'
import { pointInside } from '#demo/point-in-area.ts'
import { drawer, evenDrawer, type Random } from '#demo/random.ts'
import type { Area, Geography } from '#demo/read-geography.ts'
import { readComponentShares } from '#demo/read-lists.ts'

const COMPONENTS = 3000
const SHOPFRONTS = 600
const DAMAGED = 0.02
const DATA_SOURCE = '合成演示数据 / synthetic demo data'
/** 门前三包: what a shop answers for in front of its door. */
const DUTIES = ['包卫生', '包绿化', '包秩序']

const serial = (number: number, digits: number): string => String(number).padStart(digits, '0')

/** The unit that a type goes to in a community by the catalogue's rules; null when none does. */
export type ResponsibleUnit = (typeCode: string, communityCode: string) => string | null

/**
 * A synthetic component register of the main urban area: each in a random grid, its owner the unit that the rules name there. Codes are those of
 * GB/T 30428.2: district 6, class 2, item 2, serial 6 digits.
 */
export function planComponents(
  geography: Geography,
  types: readonly TypeEntry[],
  responsible: ResponsibleUnit,
  random: Random,
): Component[] {
  const [nextType, nextGrid] = [drawer(readComponentShares(), random), evenDrawer(geography.grids, random)]
  const byCode = new Map(types.map((type) => [type.code, type]))
  const serials = new Map<string, number>()
  return Array.from({ length: COMPONENTS }, () => {
    const [type, grid] = [byCode.get(nextType()), nextGrid()]
    if (type === undefined) throw new Error('data/demo/components.csv names a type that the catalogue does not have')
    const head = `${grid.code.slice(0, 6)}${type.classCode}${type.itemCode}`
    const number = (serials.get(head) ?? 0) + 1
    serials.set(head, number)
    return componentRow(`${head}${serial(number, 6)}`, type, grid, responsible, random)
  })
}

/** Nobody knows who owns an unattributed (不明) component: that is what the type means. */
const isUnattributed = ({ name }: TypeEntry): boolean => name.startsWith('不明')

function componentRow(code: string, type: TypeEntry, grid: Area, responsible: ResponsibleUnit, random: Random): Component {
  const [lon, lat] = pointInside(grid, random)
  const owner = isUnattributed(type) ? null : responsible(type.code, grid.parentCode)
  const day = `${2012 + Math.floor(random() * 12)}-${serial(1 + Math.floor(random() * 12), 2)}-15`
  return {
    cityId: DEMO_CITY_ID,
    code,
    typeCode: type.code,
    name: type.name,
    gridCode: grid.code,
    lon,
    lat,
    supervisingUnitId: responsible(type.code, grid.parentCode),
    ownerUnitId: owner,
    maintenanceUnitId: owner,
    state: random() < DAMAGED ? 'damaged' : 'intact',
    initialDate: day,
    changeDate: null,
    dataSource: DATA_SOURCE,
    note: '',
  }
}

/** Synthetic shops that signed the 门前三包 duties, each in a random grid; the code is the grid's and three digits. */
export function planShopfronts(geography: Geography, random: Random): Shopfront[] {
  const [nextGrid, nextName] = [evenDrawer(geography.grids, random), shopNames(random)]
  const streets = new Map(geography.streets.map(({ code, name }) => [code, name]))
  const serials = new Map<string, number>()
  return Array.from({ length: SHOPFRONTS }, () => {
    const grid = nextGrid()
    const number = (serials.get(grid.code) ?? 0) + 1
    serials.set(grid.code, number)
    const [lon, lat] = pointInside(grid, random)
    const address = `${streets.get(grid.code.slice(0, 9)) ?? ''}${grid.name}沿街${number}号（合成）`
    const code = `${grid.code}${serial(number, 3)}`
    const signedOn = `${2021 + Math.floor(random() * 4)}-03-01`
    return {
      cityId: DEMO_CITY_ID,
      code,
      name: nextName(),
      address,
      gridCode: grid.code,
      lon,
      lat,
      duties: DUTIES,
      signedOn,
      state: 'open' as const,
    }
  })
}
