import type { PersonAction } from '#cases/contract.ts'
import type { Dice } from '#simulation/dice.ts'
import { findingOf } from '#simulation/draft-report.ts'
import { type Thread, timesDone } from '#simulation/thread.ts'
import { WORDS } from '#simulation/wording.ts'
import type { World } from '#simulation/world.ts'

const DAY = 86_400_000

/** What an action carries besides its submission; parsed by the contract afterwards. Null: nobody or nothing for it is there. */
export type Fields = Record<string, unknown>

interface Deed {
  readonly world: World
  readonly thread: Thread
  readonly at: Date
  readonly dice: Dice
}
type FieldsOf = (deed: Deed) => Fields | null

const say = (dice: Dice, words: readonly string[]): string => dice.pick(words) ?? ''

const standard = ({ world, thread: { row, index } }: Deed): Fields => {
  const found = findingOf(world, index)
  return { typeCode: row.typeCode ?? found?.problem.type.code, conditionNumber: row.conditionNumber ?? found?.condition.number }
}

const ruling = (granted: boolean, { dice }: Deed, yes: readonly string[], no: readonly string[]): Fields => ({
  granted,
  ruling: say(dice, granted ? yes : no),
})

function inspector({ world, thread, dice }: Deed, verify: boolean): Fields | null {
  const seat = world.cast.inspectorFor(thread.row, dice, verify, world.isShown(thread.index))
  return seat ? { inspectorId: seat.personId } : null
}

/** Half as long again as the limit, in its own unit. */
const halfAgain = ({ row }: Thread): Fields => ({ value: Math.max(1, Math.round((row.limitValue ?? 1) * 0.5)), unit: row.limitUnit })

function assistants({ world, thread: { row }, dice }: Deed): Fields | null {
  const own = world.cast.unit(row.unitId)
  const others = world.cast.unitsServing(row.placeCode, row.zoneCode).filter(({ id, level }) => id !== own?.id && level === own?.level)
  const unit = dice.pick(others)
  return unit ? { parts: [{ unitId: unit.id, task: say(dice, WORDS.assist) }] } : null
}

function listed({ world, thread: { row }, dice }: Deed): Fields | null {
  const owner = world.cast.handlerOf(row.unitId ?? '')
  return owner ? { ownerPostId: owner.postId, reason: say(dice, WORDS.list) } : null
}

/** Every action a simulated person takes → what they say. Dispatching is decided in perform-step.ts. */
export const FIELDS: Partial<Record<PersonAction, FieldsOf>> = {
  accept: standard,
  'send-verify': (deed) => inspector(deed, true),
  verify: (deed) => {
    const real = deed.thread.fate.verified !== 'not_real'
    return { real, finding: say(deed.dice, real ? WORDS.real : WORDS.notReal), ...standard(deed) }
  },
  decline: ({ dice }) => ({
    reason: dice.pick(['no_condition', 'out_of_scope', 'already_handled', 'too_vague']),
    note: say(dice, WORDS.decline),
  }),
  file: standard,
  'refer-down': ({ dice }) => ({ reason: say(dice, WORDS.down) }),
  'request-up': ({ dice }) => ({ reason: say(dice, WORDS.up) }),
  receive: () => ({}),
  'request-return': ({ dice }) => ({ reason: dice.pick(['not_ours', 'not_our_area']), note: say(dice, WORDS.notOurs) }),
  'decide-return': (deed) => ruling(deed.thread.fate.misrouted === 'return', deed, WORDS.returnGranted, WORDS.returnRefused),
  'co-handle': assistants,
  'finish-part': ({ dice }) => ({ result: say(dice, WORDS.partDone) }),
  'report-back': ({ dice }) => ({ result: say(dice, WORDS.done) }),
  'send-check': (deed) => inspector(deed, false),
  check: ({ thread: { fate, row }, dice }) => {
    const passed = !(fate.failsCheck && row.reworkCount === 0 && row.round === 1)
    return { passed, finding: say(dice, passed ? WORDS.passed : WORDS.failed) }
  },
  close: () => ({}),
  'request-extension': ({ thread, dice }) => ({ extra: halfAgain(thread), reason: say(dice, WORDS.extension) }),
  'decide-extension': (deed) => ruling(deed.thread.fate.extension === 'granted', deed, WORDS.granted, WORDS.refused),
  'request-suspension': ({ at, dice }) => ({
    until: new Date(at.getTime() + Math.floor(dice.between(3, 12)) * DAY).toISOString(),
    reason: say(dice, WORDS.suspension),
  }),
  'decide-suspension': (deed) => ruling(deed.thread.fate.suspension === 'granted', deed, WORDS.granted, WORDS.refused),
  urge: ({ at, dice }) => ({ text: say(dice, WORDS.urge), dueAt: new Date(at.getTime() + DAY).toISOString() }),
  'reply-urge': ({ dice }) => ({ text: say(dice, WORDS.reply) }),
  'put-on-list': listed,
  'take-off-list': ({ dice }) => ({ reason: say(dice, WORDS.delist) }),
  merge: ({ world, thread, dice }) => {
    const { repeats } = thread.fate
    if (repeats === null) return null
    return { primaryCaseId: world.caseIdOf(repeats), reason: say(dice, WORDS.merge) }
  },
  void: ({ dice }) => ({ reason: say(dice, WORDS.void) }),
  reopen: ({ dice }) => ({ reason: say(dice, WORDS.reopen) }),
  rate: ({ dice, thread }) => {
    const solved = dice.chance(0.92)
    const satisfied = solved ? (dice.pick([5, 5, 5, 4, 4, 3]) ?? 5) : 2
    return { solved, satisfied, note: say(dice, WORDS.rate), reopen: !solved && timesDone(thread, 'reopen') === 0 }
  },
}
