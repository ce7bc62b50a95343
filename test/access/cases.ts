import type { Db } from '#platform/db.ts'
import { inTransaction } from '#platform/db.ts'
import { act, minutesLater, report, storePhoto } from '#test/support/cases.ts'
import type { SmallCity } from '#test/support/city.ts'
import type { Marks } from './marks.ts'
import { covers, may, type Someone } from './people.ts'

/** What decides who sees a case, as it stands in the row; read here by a rule of its own, never by the product's. */
export interface CaseFacts {
  readonly cityId: string
  readonly id: string
  readonly number: string
  readonly placeCode: string
  readonly unitIds: readonly string[]
  readonly reporterId: string | null
  readonly inspectorId: string | null
}

/** Whether somebody may see a case: in the area of a post that reads areas, handled by the unit of a post that reads its own, reported or to be looked at by them. */
export function sees(someone: Someone, facts: CaseFacts): boolean {
  if (someone.cityId !== facts.cityId) return false
  if (someone.personId === facts.reporterId || someone.personId === facts.inspectorId) return true
  if (may(someone, 'case.read') && covers(someone, facts.placeCode)) return true
  return (may(someone, 'case.read') || may(someone, 'case.read-own')) && facts.unitIds.includes(someone.unitId ?? '')
}

/** Every stage and waiting request an action can start from; the case of that name stands there. */
export const STATES = [
  'reported', 'verifying', 'accepted', 'filed', 'dispatched', 'handling', 'assisted', 'return', 'extension', 'suspension', 'suspended', 'urged', 'listed',
  'handled', 'checking', 'checked', 'closed', 'declined',
] as const // biome-ignore format: a list
/** Enough for whatever is not asked for itself. */
export const SOME_STATES: readonly State[] = ['reported', 'handling', 'assisted', 'return', 'listed', 'closed']
export type State = (typeof STATES)[number]

/** Who runs the loop in one place. */
interface Cast {
  readonly city: SmallCity
  /** The district: '1' or '2'. */
  readonly at: string
  readonly reporterId: string | null
}

/** The one address that tells who called. */
const CONTACT = 'GET /api/cases/:id/contact'
const STANDARD = { typeCode: 'C0104', conditionNumber: 1 }
const minute = (() => {
  let passed = 0
  return () => minutesLater(++passed / 60)
})()

/** Makes one case and walks it to a state; every text on it holds the case's own word. */
async function walk(tx: Db, { city, at, reporterId }: Cast, state: State, word: string, caller: string): Promise<string> {
  const as = (key: string) => city.actorOf(`${at}-${key}`, minute())
  const [lon, lat] = city.middle(`${at}.1.1.1`)
  const acceptor = as('centre.acceptor')
  const contact = { name: `来电人${caller}`, contact: `座机${caller}` }
  const { id } = await report(tx, city, reporterId === null ? acceptor : { ...acceptor, personId: reporterId }, {
    lon, lat, description: `箅子断裂 ${word}`, address: `路 ${word}`, contact, componentCode: `BJ-${at}`, shopfrontCode: `SP-${at}`,
    origin: reporterId === null ? 'operator' : 'public', channel: reporterId === null ? 'hotline' : 'web', photos: reporterId === null ? [await storePhoto(tx, acceptor)] : [],
  }) // biome-ignore format: a report
  const said = { note: word }
  const inspectorId = city.person(`${at}-centre.inspector`).personId
  const steps: Record<string, () => Promise<unknown>> = {
    accept: () => act(tx, as('centre.acceptor'), id, 'accept', { ...STANDARD, ...said }),
    file: () => act(tx, as('centre.duty-chief'), id, 'file', said),
    dispatch: () => act(tx, as('centre.dispatcher'), id, 'dispatch', { unitId: city.unit(`${at}-water`).id, reason: word }),
    receive: () => act(tx, as('water.handler'), id, 'receive', said),
    'report-back': () => act(tx, as('water.handler'), id, 'report-back', { result: word }),
    'send-check': () => act(tx, as('centre.acceptor'), id, 'send-check', { inspectorId, ...said }),
    check: () => act(tx, as('centre.inspector'), id, 'check', { passed: true, finding: word }),
    close: () => act(tx, as('centre.duty-chief'), id, 'close', said),
    'send-verify': () => act(tx, as('centre.acceptor'), id, 'send-verify', { inspectorId, ...said }),
    decline: () => act(tx, as('centre.duty-chief'), id, 'decline', { reason: 'too_vague', note: word }),
    'co-handle': () =>
      act(tx, as('centre.dispatcher'), id, 'co-handle', { parts: [{ unitId: city.unit(`${at}-power`).id, task: word }], reason: word }),
    return: () => act(tx, as('water.handler'), id, 'request-return', { reason: 'not_ours', note: word }),
    'no-return': () => act(tx, as('centre.duty-chief'), id, 'decide-return', { granted: false, ruling: word }),
    extension: () => act(tx, as('water.handler'), id, 'request-extension', { extra: { value: 1, unit: 'urgent_hour' }, reason: word }),
    suspension: () =>
      act(tx, as('water.handler'), id, 'request-suspension', { until: minutesLater(60 * 24 * 9).toISOString(), reason: word }),
    'decide-suspension': () => act(tx, as('centre.duty-chief'), id, 'decide-suspension', { granted: true, ruling: word }),
    urge: () => act(tx, as('centre.supervisor'), id, 'urge', { text: word }),
    list: () =>
      act(tx, as('centre.supervisor'), id, 'put-on-list', { ownerPostId: city.person(`${at}-water.handler`).postId, reason: word }),
  }
  const handling = ['accept', 'file', 'dispatch', 'receive']
  const ways: Record<State, readonly string[]> = {
    reported: [], verifying: ['send-verify'], accepted: ['accept'], filed: ['accept', 'file'], dispatched: ['accept', 'file', 'dispatch'], handling,
    assisted: [...handling, 'co-handle'], return: [...handling, 'return', 'no-return', 'return'], extension: [...handling, 'extension'],
    suspension: [...handling, 'suspension'], suspended: [...handling, 'suspension', 'decide-suspension'], urged: [...handling, 'urge'], listed: [...handling, 'list'],
    handled: [...handling, 'report-back'], checking: [...handling, 'report-back', 'send-check'], checked: [...handling, 'report-back', 'send-check', 'check'],
    closed: [...handling, 'report-back', 'send-check', 'check', 'close'], declined: ['decline'],
  } // biome-ignore format: a table
  for (const step of ways[state]) await steps[step]?.()
  return id
}

async function factsOf(tx: Db, cityId: string, id: string): Promise<CaseFacts> {
  const row = await tx.selectFrom('case').selectAll().where('cityId', '=', cityId).where('id', '=', id).executeTakeFirstOrThrow()
  const unitIds = [...(row.unitId === null ? [] : [row.unitId]), ...row.assisting.map((part) => part.unitId)]
  return { cityId, id, number: row.number, placeCode: row.placeCode, unitIds, reporterId: row.reporterId, inspectorId: row.inspectorId }
}

/** One case in each state, each with a word, an id and a number of its own, and a caller whom almost nobody may see. */
export async function arrangeCases(db: Db, cast: Cast, marks: Marks, states: readonly State[] = STATES): Promise<Map<State, CaseFacts>> {
  const made = new Map<State, CaseFacts>()
  for (const state of states) {
    const known: { facts?: CaseFacts } = {}
    const seen = (someone: Someone): boolean => known.facts !== undefined && sees(someone, known.facts)
    const what = `the ${state} case of district ${cast.at} in ${cast.city.cityId}`
    const word = marks.word(what, seen)
    const caller = marks.word(
      `who called about ${what}`,
      (someone, address) => address === CONTACT && may(someone, 'case.read-contact') && seen(someone),
    )
    const id = await inTransaction(db, (tx) => walk(tx, cast, state, word, caller))
    known.facts = await factsOf(db, cast.city.cityId, id)
    marks.id(id, what, seen)
    marks.id(known.facts.number, what, seen)
    made.set(state, known.facts)
  }
  return made
}
