import { caseNumber } from '#cases/case-number.ts'
import { GENESIS, hashOf, instantText } from '#cases/history.ts'
import { foldText, gramsOf } from '#cases/search-grams.ts'
import { localDay } from '#platform/clock.ts'
import { newId } from '#platform/identifier.ts'
import type { PlacePoint } from '../place-points.ts'
import { copyText, escaped } from './copy-text.ts'
import type { Form, PastEvent, PastTemplate } from './past-template.ts'

/** Lines of COPY: one of the case, one of each event. */
export interface PastCase {
  readonly row: string
  readonly events: string
  readonly count: number
}

interface Filling {
  readonly id: string
  readonly number: string
  readonly headHash: string
  readonly place: PlacePoint
  readonly ms: number
}

const DAY_MS = 86_400_000
const PRIME = 1_000_003n
const SPAN = 2n ** 30n

/** Six bytes of a number that no other index gives: a prime times the index walks through all of 32⁶. */
function digitsOf(index: number): Uint8Array {
  const mixed = Number((BigInt(index) * PRIME) % SPAN)
  return Uint8Array.from([0, 5, 10, 15, 20, 25], (shift) => (mixed >> shift) & 31)
}

const days = new Map<number, string>()
/** The local day of an instant in a zone that is the same number of hours from UTC all year, reckoned once for each of its hours. */
function dayOf(at: number, timeZone: string): string {
  const hour = Math.floor(at / (DAY_MS / 24))
  const known = days.get(hour) ?? localDay(new Date(at), timeZone)
  days.set(hour, known)
  return known
}

const instant = (ms: number): string => new Date(ms).toISOString()

/** What stands in a gap of a JSON text, or of a line of COPY. */
function filled({ fixed, slots }: Form, filling: Filling, json: boolean): string {
  let text = fixed[0] ?? ''
  for (const [index, slot] of slots.entries()) {
    const value =
      typeof slot === 'number' ? instant(slot + filling.ms) : slot in filling ? filling[slot as 'id'] : filling.place[slot as 'lon']
    text += (json ? JSON.stringify(value) : copyText(value)) + fixed[index + 1]
  }
  return text
}

const placeGrams = new WeakMap<readonly string[], readonly string[]>()
function gramsOfNames(names: readonly string[]): readonly string[] {
  const known = placeGrams.get(names) ?? gramsOf(...names)
  placeGrams.set(names, known)
  return known
}

function searchColumns({ text, grams }: PastTemplate, number: string, { names }: PlacePoint): string {
  const all = new Set([...gramsOf(number), ...grams, ...gramsOfNames(names)])
  return `${escaped(foldText([number, text, ...names].join('\n')))}\t{${[...all].join(',')}}`
}

/** A case with its template's history ending at `endedAt` (ms) in `place`, hashed by the project's own function; `index` makes its number. */
export function pastCase(
  cityId: string,
  timeZone: string,
  template: PastTemplate,
  place: PlacePoint,
  endedAt: number,
  index: number,
): PastCase {
  const ms = endedAt - template.endedAt
  const first = (template.events[0]?.at ?? template.endedAt) + ms
  const id = newId(new Date(first))
  const number = caseNumber(template.area, dayOf(first, timeZone), digitsOf(index))
  let [prevHash, lines] = [GENESIS, '']
  for (const [at, event] of template.events.entries()) {
    const made = eventLine(cityId, { id, number, headHash: '', place, ms }, event, at + 1, prevHash)
    prevHash = made.hash
    lines += made.line
  }
  const row = filled(template.row, { id, number, headHash: prevHash, place, ms }, false)
  return { row: `${row}\t${searchColumns(template, number, place)}\n`, events: lines, count: template.events.length }
}

function eventLine(cityId: string, filling: Filling, event: PastEvent, seq: number, prevHash: string): { line: string; hash: string } {
  const at = new Date(event.at + filling.ms)
  const { action, fromStage, toStage, personId, postId, unitId } = event
  const requestId = seq === 1 ? filling.id : newId(at)
  const data = filled(event.data, filling, true)
  const facts = { cityId, caseId: filling.id, seq, requestId, action, fromStage, toStage, personId, postId, unitId, data, prevHash }
  const hash = hashOf({ ...facts, at: instantText(at) })
  const columns = [
    cityId,
    filling.id,
    seq,
    requestId,
    action,
    fromStage,
    toStage,
    at.toISOString(),
    personId,
    postId,
    unitId,
    data,
    prevHash,
    hash,
  ]
  return { line: `${columns.map(copyText).join('\t')}\n`, hash }
}
