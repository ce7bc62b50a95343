import type { AddressKind } from '#platform/address-kinds.ts'

export const LEVELS = ['city', 'district', 'street', 'community'] as const
export type Level = (typeof LEVELS)[number]

/**
 * A person in a post at a moment: whoever does anything in the system.
 * `at` comes from the injected clock, so the same use case serves today's request and a replayed past.
 */
export interface Actor {
  readonly cityId: string
  readonly personId: string | null
  readonly postId: string | null
  readonly unitId: string | null
  /** Every unit the person holds a current post in, whichever post is active: nobody sheds a conflict of interest by switching posts. */
  readonly memberOf: readonly string[]
  readonly level: Level
  /** The active post belongs to a centre (a community's workstation is its centre): only those accept, file, dispatch, rule and close for their level. */
  readonly ofCentre: boolean
  readonly rank: number
  /** Place-code prefixes the actor may see and act in; a city's own code covers all of it. */
  readonly areas: readonly string[]
  readonly permissions: ReadonlySet<string>
  readonly locale: 'zh' | 'en'
  readonly at: Date
  /** Where the request came from, for the audit log; none for what the clock or the command line does. */
  readonly from?: AddressKind | null
  /** The key of the program that acts for the person, when it is one. */
  readonly keyId?: string
}

/** Whether a place code lies in the actor's areas (codes are the hierarchy: a subtree is a prefix). */
export const coversPlace = (actor: Pick<Actor, 'areas'>, placeCode: string): boolean =>
  actor.areas.some((area) => placeCode.startsWith(area))

export const mayDo = (actor: Pick<Actor, 'permissions'>, permission: string): boolean => actor.permissions.has(permission)

/** Who something is addressed to: a person whatever their post, whoever is in a post, or everybody in a unit. */
export interface Addressee {
  readonly kind: 'person' | 'post' | 'unit'
  readonly id: string
}

/** What an actor is addressed as, in the post that is active. */
export const addressesOf = ({ personId, postId, unitId }: Pick<Actor, 'personId' | 'postId' | 'unitId'>): readonly Addressee[] =>
  (
    [
      ['person', personId],
      ['post', postId],
      ['unit', unitId],
    ] as const
  ).flatMap(([kind, id]) => (id === null ? [] : [{ kind, id }]))

/** Levels from the widest to the narrowest: negative when `a` stands above `b`. */
export const compareLevels = (a: Level, b: Level): number => LEVELS.indexOf(a) - LEVELS.indexOf(b)

/** The system itself, for what the clock does (escalation, resuming). It holds no permission: its actions are marked as the system's in the lifecycle. */
export const systemActor = (cityId: string, at: Date): Actor => ({
  cityId,
  personId: null,
  postId: null,
  unitId: null,
  memberOf: [],
  level: 'city',
  ofCentre: false,
  rank: 0,
  areas: [],
  permissions: new Set(),
  locale: 'zh',
  at,
})
