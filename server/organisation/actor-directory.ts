import { z } from 'zod'
import { needsSecondFactor, readSignInSettings } from '#identity/sign-in-policy.ts'
import {
  findActor,
  findHolderOfPost,
  findPassword,
  findPersonName,
  findPostPolicy,
  findSignIn,
  listAreaNames,
  listPostsOfPerson,
} from '#organisation/queries-people.ts'
import { findCity } from '#organisation/queries-places.ts'
import { setPasswordHash } from '#organisation/queries-posts.ts'
import { type ActorDirectory, DemoAccount } from '#platform/actor-directory.ts'

/** City setting `demoAccounts`: who a visitor of a demo city may sign in as. */
const demoSettings = z.object({
  demoAccounts: z.array(DemoAccount).default([]),
})

const demoAccountsOf = (settings: unknown): readonly DemoAccount[] => {
  const read = demoSettings.safeParse(settings)
  return read.success ? read.data.demoAccounts : []
}

/** People, posts and roles as the platform's sessions need them. */
export const actorDirectory: ActorDirectory = {
  findSignIn,
  listPosts: listPostsOfPerson,
  findName: findPersonName,
  listAreaNames,
  findHolder: findHolderOfPost,
  findPassword,
  setPassword: setPasswordHash,
  findPostPolicy,
  async loadActor(tx, { cityId, personId, postId }, at) {
    const row = await findActor(tx, cityId, personId, postId, at)
    if (!row) return undefined
    const { roleCode, isDemo, signIn, ...actor } = row
    const settings = readSignInSettings(signIn)
    const needs = needsSecondFactor({ settings, roleCode, isDemo, permissions: row.permissions })
    return { ...actor, cityId, personId, postId, permissions: new Set(row.permissions), at, needsSecondFactor: needs }
  },
  async describeCity(tx, cityId) {
    const city = await findCity(tx, cityId)
    if (!city) return undefined
    const { name, nameEn, isDemo, settings } = city
    return { name, nameEn, isDemo, demoAccounts: isDemo ? demoAccountsOf(settings) : [] }
  },
}
