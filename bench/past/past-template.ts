import type { CaseChanges, CaseState, EventData } from '#cases/case-state.ts'
import { STATE_COLUMNS } from '#cases/queries.ts'
import { gramsOf } from '#cases/search-grams.ts'
import { canonicalJson } from '#platform/canonical-json.ts'
import type { Template } from '../case-templates.ts'
import { copyText } from './copy-text.ts'

/** What differs from one copy to the next; a number is an instant, ms, to be moved. */
type Slot = 'id' | 'number' | 'headHash' | 'lon' | 'lat' | 'placeCode' | 'zoneCode' | 'regionClass' | number
/** A text with gaps: what stands between them, and what goes into each. */
export interface Form {
  readonly fixed: readonly string[]
  readonly slots: readonly Slot[]
}

export interface PastEvent {
  readonly action: Template['events'][number]['action']
  readonly fromStage: CaseState['stage'] | null
  readonly toStage: CaseState['stage']
  readonly at: number
  readonly personId: string | null
  readonly postId: string | null
  readonly unitId: string | null
  readonly data: Form
}

/** A history taken apart once, so that a copy is the filling of its gaps. */
export interface PastTemplate {
  readonly street: string
  readonly area: string
  readonly endedAt: number
  readonly events: readonly PastEvent[]
  /** The row as a line of COPY, without its search columns. */
  readonly row: Form
  readonly text: string
  readonly grams: readonly string[]
}

const PLACED = ['number', 'lon', 'lat', 'placeCode', 'zoneCode', 'regionClass'] as const
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
const mark = (slot: Slot): string => `@${slot}@`
const QUOTED = /"@([a-zA-Z]+|-?\d+)@"/
const BARE = /@([a-zA-Z]+|-?\d+)@/

function formOf(text: string, pattern: RegExp): Form {
  const pieces = text.split(pattern)
  const slots = pieces.filter((_, index) => index % 2 === 1)
  return {
    fixed: pieces.filter((_, index) => index % 2 === 0),
    slots: slots.map((slot) => (/^-?\d+$/.test(slot) ? Number(slot) : (slot as Slot))),
  }
}

function marked(value: unknown): unknown {
  if (typeof value === 'string') return INSTANT.test(value) ? mark(Date.parse(value)) : value
  if (Array.isArray(value)) return value.map(marked)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, marked(each)]))
}

/** Photos stay behind, for the files of a month cannot be those of years; what was fixed on the spot was told in a clause. */
function lightened<Part extends Pick<CaseChanges, 'photos' | 'description'>>(part: Part, isShort: boolean): Part {
  const description = part.description?.split(/[，。,.]/)[0]
  return { ...part, ...(part.photos && { photos: [] }), ...(isShort && description !== undefined && { description }) }
}

function dataForm(data: string, isFirst: boolean, isShort: boolean): Form {
  const { asked, given, set } = JSON.parse(data) as EventData
  const place = isFirst ? Object.fromEntries(PLACED.map((key) => [key, mark(key)])) : {}
  return formOf(canonicalJson({ asked, given, set: { ...(marked(lightened(set, isShort)) as object), ...place } }), QUOTED)
}

function rowForm(state: CaseState): Form {
  const gaps: Partial<Record<keyof CaseState, string>> = Object.fromEntries(
    [...PLACED, 'id' as const, 'headHash' as const].map((key) => [key, mark(key)]),
  )
  const columns = STATE_COLUMNS.map((key) => {
    const value = state[key]
    return gaps[key] ?? (value instanceof Date ? mark(value.getTime()) : copyText(marked(value)))
  })
  return formOf(columns.join('\t'), BARE)
}

/** A closed history as a form of copies. Undefined when it was placed anew on its way: a copy has one place. */
export function pastTemplate({ state: ended, events }: Template, streetLength: number): PastTemplate | undefined {
  if (events.some((event, index) => index > 0 && PLACED.some((key) => event.data.includes(`"${key}":`)))) return undefined
  const isShort = events.length === 1
  const state = lightened(ended, isShort)
  return {
    street: state.placeCode.slice(0, streetLength),
    area: state.number.split('-')[0] ?? state.cityId,
    endedAt: (state.closedAt ?? state.reportedAt).getTime(),
    events: events.map(({ action, fromStage, toStage, at, personId, postId, unitId, data }, index) => {
      return { action, fromStage, toStage, at: at.getTime(), personId, postId, unitId, data: dataForm(data, index === 0, isShort) }
    }),
    row: rowForm(state),
    text: [state.address, state.description].join('\n'),
    grams: gramsOf(state.address, state.description),
  }
}
