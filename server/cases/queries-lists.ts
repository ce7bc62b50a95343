import { type Expression, type ExpressionBuilder, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { CaseFilter, CasePage } from '#cases/contract.ts'
import { assistsIn, waitingFor } from '#cases/inbox.ts'
import type { LightMoments } from '#cases/light-moments.ts'
import { caseProblems } from '#cases/problems.ts'
import { STATE_COLUMNS } from '#cases/queries.ts'
import { lightSql } from '#cases/queries-lights.ts'
import { foldText, pairsAsked, wordsOf } from '#cases/search-grams.ts'
import { type Actor, mayDo } from '#platform/actor.ts'
import type { Db, Tables } from '#platform/db.ts'
import '#catalogue/tables.ts'
import '#organisation/tables.ts'

export type Where = ExpressionBuilder<Tables & { case: Tables['case'] }, 'case'>
export type Condition = Expression<SqlBool>

/** '~' sorts after every digit and letter under the "C" collation: the end of a prefix range. */
const inArea = (where: Where, area: string): Condition =>
  where.and([where('case.placeCode', '>=', area), where('case.placeCode', '<', `${area}~`)])

/** Cases a unit handles or assists; of no unit (null) there are none. */
export const ofUnit = (where: Where, unitId: string | null): Condition =>
  unitId === null ? where.lit(false) : where.or([where('case.unitId', '=', unitId), assistsIn({ unitId })])

const anyOf = (where: Where, conditions: readonly Condition[]): Condition =>
  conditions.length === 0 ? where.lit(false) : where.or([...conditions])

/** The unit whose cases an actor sees wherever they are. */
const unitSeen = (actor: Actor): string | null => (mayDo(actor, 'case.read') || mayDo(actor, 'case.read-own') ? actor.unitId : null)

/** Seen by what stands in the index case_open: the place, the unit, who reported or looks at it. */
function seenByRow(where: Where, actor: Actor): Condition {
  const { personId } = actor
  const unitId = unitSeen(actor)
  const own = personId === null ? [] : [where('case.reporterId', '=', personId), where('case.inspectorId', '=', personId)]
  const area = mayDo(actor, 'case.read') ? actor.areas.map((each) => inArea(where, each)) : []
  return anyOf(where, [...own, ...area, ...(unitId === null ? [] : [where('case.unitId', '=', unitId)])])
}

/** Seen for the unit's part in it, which stands in no such index. */
const seenByPart = (where: Where, actor: Actor): Condition => {
  const unitId = unitSeen(actor)
  return unitId === null ? where.lit(false) : assistsIn({ unitId })
}

/** The same rule as maySee of visibility.ts, for many rows at once. */
export const visibleTo = (where: Where, actor: Actor): Condition => where.or([seenByRow(where, actor), seenByPart(where, actor)])

/** Which side of `visibleTo` a statement reads; no case is on both. */
export type Sight = 'row' | 'part'

/** `visibleTo` in two sides: where all else asked is in the index case_open, the first, and with it nearly every case, is read from there alone. */
const visibleBy = (where: Where, actor: Actor, sight: Sight): Condition =>
  sight === 'row' ? seenByRow(where, actor) : where.and([seenByPart(where, actor), sql<boolean>`(${seenByRow(where, actor)}) is not true`])

/** Cases in the areas of a centre that its level handles or will close: those whose dispatch it may take back (lifecycle.ts, `recall`). */
const ofOurLoop = (where: Where, actor: Actor): Condition =>
  actor.ofCentre
    ? where.and([
        where.or([where('case.loopLevel', '=', actor.level), where('case.closingLevel', '=', actor.level)]),
        where.or(actor.areas.map((each) => inArea(where, each))),
      ])
    : where.lit(false)

/** What a box holds. */
export function boxCondition(where: Where, box: CaseFilter['box'], actor: Actor): Condition[] {
  const person = actor.personId ?? '00000000-0000-0000-0000-000000000000'
  const open = where('case.closedAt', 'is', null)
  const boxes: Record<CaseFilter['box'], () => Condition[]> = {
    all: () => [],
    inbox: () => [open, waitingFor(where, actor, inArea)],
    mine: () => [
      where.or([where('case.handlerId', '=', person), where('case.inspectorId', '=', person), where('case.reporterId', '=', person)]),
    ],
    'reported-by-me': () => [where('case.reporterId', '=', person)],
    overdue: () => [open, where.or([where('case.dueAt', '<', actor.at), where('case.stageDueAt', '<', actor.at)])],
    unassigned: () => [open, where('case.unitId', 'is', null)],
    listed: () => [where('case.listedLevel', 'is not', null)],
    pending: () => [where('case.pending', 'is not', null)],
    recallable: () => [open, where('case.stage', '=', 'dispatched'), where('case.pending', 'is', null), ofOurLoop(where, actor)],
    returned: () => [
      open,
      where.or([where('case.pending', '=', 'return'), where.and([where('case.stage', '=', 'filed'), where('case.returnCount', '>', 0)])]),
      ofOurLoop(where, actor),
    ],
    urged: () => [open, where('case.urgeDueAt', 'is not', null)],
  }
  return boxes[box]()
}

const containing = (word: string): string => `%${word.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`

/** Codes of the types whose name, in any version of the catalogue, has the text in it. */
export async function listTypesNamed(tx: Db, cityId: string, text: string): Promise<string[]> {
  const named = tx
    .selectFrom('problemType')
    .select('code')
    .distinct()
    .where('cityId', '=', cityId)
    .where(sql<boolean>`lower(name) like ${containing(foldText(text))}`)
  return (await named.execute()).map(({ code }) => code)
}

/** A number as case-number.ts makes it: found by its key, for its pairs are those of all numbers of its district and day. */
const WHOLE_NUMBER = /^\s*[0-9A-Za-z]+-\d{8}-[0-9A-Za-z]{6}\s*$/

/**
 * Every word is in the case's own text (pairs find it by index, the text itself decides) or its type is one of those named so. The types are looked
 * up before: as a question within the question they would hide from the planner that hardly any case has them, and it would walk through all.
 */
function textCondition(where: Where, text: string, typesNamed: readonly string[] | undefined): Condition {
  const words = wordsOf(text)
  if (words.length === 0) throw caseProblems.shortQuery()
  if (!typesNamed) throw new Error('a filter by text needs the types named so')
  if (WHOLE_NUMBER.test(text)) return where('case.number', '=', text.trim().toUpperCase())
  const inText = [
    sql<boolean>`search_grams @> ${pairsAsked(text)}::text[]`,
    ...words.map((word) => sql<boolean>`search_text like ${containing(word)}`),
  ]
  const own = where.and(inText)
  return typesNamed.length === 0 ? own : where.or([own, where('case.typeCode', 'in', [...typesNamed])])
}

/** A filter with what it takes to tell lights by, needed by `light`, and the types named as the text, needed by `text`: see `filterOf` (list-page.ts). */
export type LitFilter = CaseFilter & { readonly moments?: LightMoments; readonly typesNamed?: readonly string[] }

/** The light of the active clock is one of these. */
function lightCondition({ light, moments }: LitFilter): Condition[] {
  if (!light || light.length === 0) return []
  if (!moments) throw new Error('a filter by light needs the moments its lights change')
  return [sql<boolean>`${lightSql(moments)} in (${sql.join(light)})`]
}

const unitCondition = (where: Where, unitId: string): Condition =>
  unitId === 'none' ? where('case.unitId', 'is', null) : ofUnit(where, unitId)

const withinBounds = ([west, south, east, north]: NonNullable<CaseFilter['within']>): Condition =>
  sql<boolean>`"case".place && st_makeenvelope(${west}::float8, ${south}::float8, ${east}::float8, ${north}::float8, 4326)`

const oneOf = <Value>(values: readonly Value[] | undefined): Value[] | undefined => (values && values.length > 0 ? [...values] : undefined)

/** The conditions of a filter, the actor's own visibility first, or one side of it. */
export function filterConditions(where: Where, actor: Actor, filter: LitFilter, sight?: Sight): Condition[] {
  const conditions: Condition[] = [
    where('case.cityId', '=', actor.cityId),
    sight ? visibleBy(where, actor, sight) : visibleTo(where, actor),
    ...boxCondition(where, filter.box, actor),
    ...lightCondition(filter),
  ]
  const stages = oneOf(filter.stage)
  const types = oneOf(filter.typeCode)
  const channels = oneOf(filter.channel)
  const origins = oneOf(filter.origin)
  if (stages) conditions.push(where('case.stage', 'in', stages))
  if (types) conditions.push(where('case.typeCode', 'in', types))
  if (channels) conditions.push(where('case.channel', 'in', channels))
  if (origins) conditions.push(where('case.origin', 'in', origins))
  if (filter.open !== undefined) conditions.push(where('case.closedAt', filter.open ? 'is' : 'is not', null))
  if (filter.placeCode) conditions.push(where.or([inArea(where, filter.placeCode), where('case.zoneCode', '=', filter.placeCode)]))
  if (filter.within) conditions.push(withinBounds(filter.within))
  if (filter.unitId) conditions.push(unitCondition(where, filter.unitId))
  if (filter.pendingKind) conditions.push(where('case.pending', '=', filter.pendingKind))
  if (filter.listed !== undefined) conditions.push(where('case.listedLevel', filter.listed ? 'is not' : 'is', null))
  if (filter.domain) conditions.push(sql<boolean>`problem_type.domain = ${filter.domain}`)
  if (filter.reportedFrom) conditions.push(where('case.reportedAt', '>=', filter.reportedFrom))
  if (filter.reportedTo) conditions.push(where('case.reportedAt', '<', filter.reportedTo))
  if (filter.closedFrom) conditions.push(where('case.closedAt', '>=', filter.closedFrom))
  if (filter.closedTo) conditions.push(where('case.closedAt', '<', filter.closedTo))
  for (const column of [
    'originLevel',
    'loopLevel',
    'closingLevel',
    'urgency',
    'onTime',
    'selfHandled',
    'componentCode',
    'shopfrontCode',
    'number',
  ] as const) {
    const value = filter[column]
    if (value !== undefined) conditions.push(where(`case.${column}`, '=', value as never))
  }
  return filter.text ? [...conditions, textCondition(where, filter.text, filter.typesNamed)] : conditions
}

const withNames = (tx: Db) =>
  tx
    .selectFrom('case')
    .leftJoin('problemType', (join) =>
      join
        .onRef('problemType.cityId', '=', 'case.cityId')
        .onRef('problemType.versionId', '=', 'case.catalogueVersionId')
        .onRef('problemType.code', '=', 'case.typeCode'),
    )
    .leftJoin('unit', (join) => join.onRef('unit.cityId', '=', 'case.cityId').onRef('unit.id', '=', 'case.unitId'))

/** After every deadline, and before every one. The zone is said outright: an index on the expression must mean the same instant in every session. */
const LAST = sql`'9999-12-31 00:00:00+00'::timestamptz`
const FIRST = sql`'1970-01-01 00:00:00+00'::timestamptz`

/**
 * The instant a list sorts by. At most one of the two deadlines is set: the handling clock's while it runs, else the stage's, so their first is the
 * active clock's. Cases nothing runs for come last; but an overdue one whose return awaits its ruling comes first under `urgent`. The index case_urgent
 * is on this very expression.
 */
const SORT_KEYS: Readonly<Record<CasePage['sort'], RawBuilder<Date>>> = {
  newest: sql`"case".reported_at`,
  oldest: sql`"case".reported_at`,
  due: sql`coalesce("case".due_at, "case".stage_due_at, ${LAST})`,
  urgent: sql`coalesce("case".due_at, "case".stage_due_at, case when "case".pending = 'return' and "case".clock_remaining_ms < 0 then ${FIRST} else ${LAST} end)`,
}

/** By rank of the level that listed it: the city's first. */
const LISTED_RANK = sql<number>`case "case".listed_level when 'city' then 0 when 'district' then 1 when 'street' then 2 else 3 end`

/** Whether a page is in the order of the supervision list. */
export const isRanked = (page: Pick<CasePage, 'box' | 'sort'>): boolean => page.box === 'listed' && page.sort === 'urgent'

export interface PageMark {
  readonly at: Date
  readonly id: string
  /** The rank of the level, only in the order of the supervision list. */
  readonly rank?: number | undefined
}

/** What comes after a mark in the order of the page. */
function pastMark(page: CasePage, key: RawBuilder<Date>, { at, id, rank }: PageMark): RawBuilder<boolean> {
  if (isRanked(page)) return sql`(${LISTED_RANK}, ${key}, "case".id) > (${rank}::int, ${at}::timestamptz, ${id}::uuid)`
  return sql`(${key}, "case".id) ${page.sort === 'newest' ? sql`<` : sql`>`} (${at}::timestamptz, ${id}::uuid)`
}

/** One page of cases after a mark, one row more than asked so that the caller knows whether another follows. */
export function listCases(tx: Db, actor: Actor, page: CasePage & LitFilter, after: PageMark | undefined) {
  const key = SORT_KEYS[page.sort]
  const direction = page.sort === 'newest' ? 'desc' : 'asc'
  const ranked = isRanked(page)
  return withNames(tx)
    .select(STATE_COLUMNS.map((column) => `case.${column}` as const))
    .select([
      'problemType.name as typeName',
      'problemType.nameEn as typeNameEn',
      'unit.name as unitName',
      'unit.nameEn as unitNameEn',
      key.as('sortAt'),
    ])
    .select((ranked ? LISTED_RANK : sql<number>`0`).as('rank'))
    .where((where) => where.and(filterConditions(where as unknown as Where, actor, page)))
    .$if(after !== undefined, (query) => query.where(pastMark(page, key, after as PageMark)))
    .$if(ranked, (query) => query.orderBy(LISTED_RANK))
    .orderBy(key, direction)
    .orderBy('case.id', direction)
    .limit(page.limit + 1)
    .execute()
}

/** How many cases a filter finds: counted, never capped at a page. */
export async function countCases(tx: Db, actor: Actor, filter: LitFilter): Promise<number> {
  const found = (sight: Sight) =>
    withNames(tx)
      .select(({ fn }) => fn.countAll<number>().as('found'))
      .where((where) => where.and(filterConditions(where as unknown as Where, actor, filter, sight)))
  const { rows } = await sql<{ total: number }>`select (${found('row')}) + (${found('part')}) as total`.execute(tx)
  return Number(rows[0]?.total)
}
