import type { ActionName } from '#cases/lifecycle.ts'
import type { NoticeKind } from '#cases/notice-kinds.ts'
import type { Addressee } from '#platform/actor.ts'

/** What is known of an event of a case when it is decided whom to tell. */
export interface NoticeFacts {
  readonly action: ActionName
  /** Who did it; nobody is told of what they did themselves. */
  readonly personId: string | null
  readonly given: Readonly<Record<string, unknown>>
  readonly set: Readonly<Record<string, unknown>>
  /** The lead unit after the event. */
  readonly leadUnitId: string | null
  /** Whoever put the case on the list it still stands on. */
  readonly listedBy: string | null
  /** Posts the ladder has reached with this event. */
  readonly escalatedTo: readonly string[]
}

export interface DueNotice {
  readonly kind: NoticeKind
  readonly to: Addressee
}

const tell = (kind: NoticeKind, to: Addressee['kind'], id: unknown): DueNotice[] =>
  typeof id === 'string' && id !== '' ? [{ kind, to: { kind: to, id } }] : []

const ruled =
  (asked: 'return' | 'extension' | 'suspension') =>
  ({ given, leadUnitId }: NoticeFacts): DueNotice[] =>
    tell(`${asked}-${given.granted === true ? 'granted' : 'refused'}`, 'unit', asked === 'return' ? given.unitId : leadUnitId)

/** Which events concern somebody beyond the inbox, and whom. */
const RULES: Partial<Record<ActionName, (facts: NoticeFacts) => DueNotice[]>> = {
  urge: ({ leadUnitId }) => tell('urged', 'unit', leadUnitId),
  'put-on-list': ({ leadUnitId, given }) => [...tell('listed', 'unit', leadUnitId), ...tell('listed-owner', 'post', given.ownerPostId)],
  'decide-return': ruled('return'),
  'decide-extension': ruled('extension'),
  'decide-suspension': ruled('suspension'),
  check: ({ given, leadUnitId }) => (given.passed === false ? tell('reworked', 'unit', leadUnitId) : []),
  'send-verify': ({ set }) => tell('named-to-verify', 'person', set.inspectorId),
  'send-check': ({ set }) => tell('named-to-check', 'person', set.inspectorId),
  escalate: ({ escalatedTo }) => escalatedTo.flatMap((postId) => tell('escalated', 'post', postId)),
  close: ({ listedBy }) => tell('listed-closed', 'person', listedBy),
}
/** What tells whether a case stands on the list, and who put it there. */
export const NOTICED_LISTINGS: readonly ActionName[] = ['put-on-list', 'take-off-list']
export const NOTICED_ACTIONS = Object.keys(RULES) as readonly ActionName[]

/** Whom an event is to be told to, and as what; nobody twice. */
export const noticesOf = (facts: NoticeFacts): readonly DueNotice[] =>
  (RULES[facts.action]?.(facts) ?? []).filter(({ to }) => to.kind !== 'person' || to.id !== facts.personId)
