import { PENDING_KINDS, ruleOf, STAGES, type Stage, type Who } from '#cases/lifecycle.ts'
import { NEXT_ACTIONS } from '#cases/next-steps.ts'
import type { QueueFilter } from '#web/console/cases/queue/queue-filter.ts'
import type { Me } from '#web/shared/session/session.tsx'

/** One box of the top line: a name in words.ts or of the lifecycle, and the filter that is behind it. */
export interface Box {
  readonly key: string
  readonly filter: QueueFilter
}
type Post = Pick<Me, 'permissions' | 'ofCentre' | 'unitId'>

/** Where a post must be to take a step; which case of them it is, the server knows. */
const CAN_BE: Readonly<Record<Who, (me: Post) => boolean>> = {
  anyone: () => true,
  system: () => false,
  reporter: () => false,
  'closing-centre': ({ ofCentre }) => ofCentre,
  'loop-centre': ({ ofCentre }) => ofCentre,
  above: ({ ofCentre }) => ofCentre,
  unit: () => true,
  assisting: () => true,
  inspector: () => true,
}

/** Whether cases in this stage wait for a step that such a post takes. A suspended case waits for its end date. */
const waitsFor = (stage: Stage, me: Post): boolean =>
  stage !== 'suspended' &&
  NEXT_ACTIONS[stage].some((action) => {
    const { permission, who } = ruleOf(action)
    return me.permissions.has(permission) && who.some((each) => CAN_BE[each](me))
  })

/** The boxes that concern a post: all that waits for it, then by what it waits for, then what to keep an eye on. */
export function boxesOf(me: Post): readonly Box[] {
  const stages = STAGES.filter((stage) => waitsFor(stage, me)).map((stage) => ({ key: stage, filter: { box: 'inbox', stage } }))
  const rulings = me.ofCentre && me.permissions.has('case.rule') ? PENDING_KINDS.map(rulingBox) : []
  return [
    { key: 'inbox', filter: { box: 'inbox' } },
    ...(stages.length + rulings.length > 1 ? [...stages, ...rulings] : []),
    { key: 'overdue', filter: { box: 'overdue' } },
    ...(me.permissions.has('case.supervise') ? [{ key: 'listed', filter: { box: 'listed' } }] : []),
    ...(me.permissions.has('case.dispatch') ? [{ key: 'unassigned', filter: { box: 'unassigned' } }] : []),
    { key: 'mine', filter: { box: 'mine' } },
    { key: 'open', filter: { box: 'all', open: 'true' } },
    { key: 'all', filter: { box: 'all' } },
  ]
}
const rulingBox = (pendingKind: string): Box => ({ key: pendingKind, filter: { box: 'inbox', pendingKind } })

const BOX_FIELDS = ['box', 'stage', 'pendingKind', 'open'] as const

/** The box whose filter this one is, whatever else it filters by; null when it is none of them. */
export const boxOf = (boxes: readonly Box[], filter: QueueFilter): Box | null =>
  boxes.find((box) => BOX_FIELDS.every((field) => box.filter[field] === filter[field])) ?? null
