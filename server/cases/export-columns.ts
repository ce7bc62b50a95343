import type { CaseState } from '#cases/case-state.ts'
import { STAGE_NAMES } from '#cases/lifecycle.ts'
import type { ActiveClock } from '#cases/lights.ts'
import { CHANNEL_NAMES, LEVEL_NAMES, LIGHT_NAMES, ORIGIN_NAMES, PENDING_NAMES } from '#cases/words.ts'
import { URGENCY_NAMES } from '#catalogue/urgency-names.ts'
import type { PlaceLevel } from '#organisation/place-code.ts'
import type { Level } from '#platform/actor.ts'
import type { Locale } from '#platform/locale.ts'
import type { Bilingual } from '#platform/problem.ts'

/** A case as it is exported: its columns, the names that go with them, and its active clock at the moment of the export. */
export interface ExportedCase extends CaseState {
  readonly typeName: string | null
  readonly typeNameEn: string | null
  readonly unitName: string | null
  readonly active: ActiveClock | null
}

/** Who reads the file, where: words in their language, instants in the city's own time, names of places by code. */
export interface Reader {
  readonly locale: Locale
  localTime(at: Date): string
  placeName(code: string, level: PlaceLevel): string | null
}

type Cell = string | number | null
interface ExportColumn {
  readonly heading: Bilingual
  readonly cell: (row: ExportedCase, reader: Reader) => Cell
}

const column = (zh: string, en: string, cell: ExportColumn['cell']): ExportColumn => ({ heading: { zh, en }, cell })
const YES_NO = { yes: { zh: '是', en: 'yes' }, no: { zh: '否', en: 'no' } } as const

const timed = (zh: string, en: string, pick: (row: ExportedCase) => Date | null): ExportColumn =>
  column(zh, en, (row, reader) => {
    const at = pick(row)
    return at && reader.localTime(at)
  })
const levelled = (zh: string, en: string, pick: (row: ExportedCase) => Level | null): ExportColumn =>
  column(zh, en, (row, { locale }) => {
    const level = pick(row)
    return level && LEVEL_NAMES[level][locale]
  })
const placed = (zh: string, en: string, level: PlaceLevel): ExportColumn =>
  column(zh, en, ({ placeCode }, reader) => reader.placeName(placeCode, level))
const counted = (zh: string, en: string, pick: (row: ExportedCase) => Cell): ExportColumn => column(zh, en, pick)

/** A column may hold what the list of words does not know (an older channel): then the code itself. */
const named = (names: Readonly<Record<string, Bilingual>>, code: string, locale: Locale): string => names[code]?.[locale] ?? code

/** The columns of an export, in order. Nothing of who reported: the file leaves the house. */
export const EXPORT_COLUMNS: readonly ExportColumn[] = [
  column('案卷编号', 'Number', ({ number }) => number),
  column('阶段', 'Stage', ({ stage }, { locale }) => STAGE_NAMES[stage][locale]),
  column('红绿灯', 'Light', ({ active }, { locale }) => (active?.light ? LIGHT_NAMES[active.light][locale] : null)),
  column('时限已用（%）', 'Limit used (%)', ({ active }) => (active?.used == null ? null : Math.round(active.used * 100))),
  timed('到期时间', 'Due', ({ active }) => active?.dueAt ?? null),
  column('类型编码', 'Type code', ({ typeCode }) => typeCode),
  column('类型', 'Type', ({ typeName, typeNameEn }, { locale }) => (locale === 'zh' ? typeName : (typeNameEn ?? typeName))),
  column('紧急程度', 'Urgency', ({ urgency }, { locale }) => URGENCY_NAMES[urgency][locale]),
  column('问题描述', 'Description', ({ description }) => description),
  column('地址', 'Address', ({ address }) => address),
  placed('区县', 'District', 'district'),
  placed('街道', 'Street', 'street'),
  placed('社区', 'Community', 'community'),
  column('位置编码', 'Place code', ({ placeCode }) => placeCode),
  column('经度（WGS-84）', 'Longitude (WGS-84)', ({ lon }) => lon),
  column('纬度（WGS-84）', 'Latitude (WGS-84)', ({ lat }) => lat),
  column('来源', 'Origin', ({ origin }, { locale }) => ORIGIN_NAMES[origin][locale]),
  column('渠道', 'Channel', ({ channel }, { locale }) => named(CHANNEL_NAMES, channel, locale)),
  levelled('来源层级', 'Origin level', ({ originLevel }) => originLevel),
  levelled('闭环层级', 'Loop level', ({ loopLevel }) => loopLevel),
  levelled('结案层级', 'Closing level', ({ closingLevel }) => closingLevel),
  column('处置单位', 'Unit', ({ unitName }) => unitName),
  column('待裁定', 'Awaits a ruling', ({ pending }, { locale }) => pending && PENDING_NAMES[pending][locale]),
  levelled('挂牌督办', 'Listed by', ({ listedLevel }) => listedLevel),
  timed('上报时间', 'Reported', ({ reportedAt }) => reportedAt),
  timed('立案时间', 'Filed', ({ filedAt }) => filedAt),
  timed('派遣时间', 'Dispatched', ({ dispatchedAt }) => dispatchedAt),
  timed('处置完成时间', 'Handled', ({ handledAt }) => handledAt),
  timed('结案时间', 'Closed', ({ closedAt }) => closedAt),
  column('按期', 'On time', ({ onTime }, { locale }) => (onTime === null ? null : YES_NO[onTime ? 'yes' : 'no'][locale])),
  counted('回退次数', 'Returns', ({ returnCount }) => returnCount),
  counted('返工次数', 'Reworks', ({ reworkCount }) => reworkCount),
  counted('延期次数', 'Extensions', ({ extensionCount }) => extensionCount),
  counted('挂账次数', 'Suspensions', ({ suspensionCount }) => suspensionCount),
  counted('督办次数', 'Urgings', ({ urgeCount }) => urgeCount),
]
