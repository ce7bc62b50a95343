import { z } from 'zod'
import type { Actor, Level } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import type { Locale } from '#platform/locale.ts'
import type { Session } from '#platform/route.ts'

export interface SignIn {
  readonly personId: string
  /** argon2id in PHC form; null when the person has no password. */
  readonly passwordHash: string | null
  readonly active: boolean
}

/** The login and password of a person who is known already. */
export interface KnownPassword {
  readonly login: string | null
  readonly passwordHash: string | null
}

/** A post a person holds or deputises on a day. */
export interface PostSummary {
  readonly id: string
  readonly title: string
  readonly titleEn: string | null
  readonly kind: 'holder' | 'deputy'
  /** Level of the unit. */
  readonly level: Level
  readonly unitId: string
  readonly unitName: string
  readonly unitNameEn: string | null
}

/** A place-code prefix and what people call it. */
export interface AreaName {
  readonly code: string
  readonly name: string
  readonly nameEn: string | null
}

export const DemoAccount = z.object({
  login: z.string(),
  password: z.string(),
  title: z.string(),
  titleEn: z.string(),
  can: z.string().default(''),
  canEn: z.string().default(''),
})
export type DemoAccount = z.output<typeof DemoAccount>

export interface CityNotice {
  readonly name: string
  readonly nameEn: string
  readonly isDemo: boolean
  readonly demoAccounts: readonly DemoAccount[]
}

/** An actor as the organisation knows it, before the session has its say. */
export interface LoadedActor extends Actor {
  /** The post asks for a second factor. */
  readonly needsSecondFactor: boolean
}

/** What a city says of sessions in a post; `settings` is its setting `signIn`, unread. */
export interface PostPolicy {
  readonly roleCode: string
  readonly settings: unknown
}

/** How the platform, which knows nothing of the organisation, learns who somebody is and what they may do. */
export interface ActorDirectory {
  /** Somebody in force in a post; undefined when it is vacant. */
  findHolder(tx: Db, cityId: string, postId: string, at: Date): Promise<string | undefined>
  findSignIn(tx: Db, cityId: string, login: string): Promise<SignIn | undefined>
  /** The posts of the person on the city's day of `at`, the one to begin with first. */
  listPosts(tx: Db, cityId: string, personId: string, at: Date): Promise<PostSummary[]>
  /** Undefined when the person is no longer active or no longer in the post. */
  loadActor(tx: Db, session: Pick<Session, 'cityId' | 'personId' | 'postId'>, at: Date): Promise<LoadedActor | undefined>
  findPostPolicy(tx: Db, cityId: string, postId: string): Promise<PostPolicy | undefined>
  findName(tx: Db, cityId: string, personId: string): Promise<{ name: string; locale: Locale; mustChangePassword: boolean } | undefined>
  findPassword(tx: Db, cityId: string, personId: string): Promise<KnownPassword | undefined>
  /** A password the person chose; none has to be chosen any more. */
  setPassword(tx: Db, cityId: string, personId: string, passwordHash: string): Promise<void>
  /** One name for each code, in the same order; a code nothing has on that day is its own name. */
  listAreaNames(tx: Db, cityId: string, codes: readonly string[], at: Date): Promise<AreaName[]>
  describeCity(tx: Db, cityId: string): Promise<CityNotice | undefined>
}
