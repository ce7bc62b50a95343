import type { CaseState } from '#cases/case-state.ts'
import { type ActionName, ruleOf } from '#cases/lifecycle.ts'
import { nextActions, nextDue, postsWanted } from '#cases/next-steps.ts'
import { policyOf } from '#cases/policy.ts'
import { possibleActions } from '#cases/refusal.ts'
import { seenCase } from '#cases/view-case.ts'
import { readCityToday } from '#organisation/city-today.ts'
import { maskName } from '#organisation/mask-name.ts'
import { type AblePost, listAblePosts } from '#organisation/queries-able-posts.ts'
import { type Actor, mayDo } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'

const POSTS_SHOWN = 5

/** What must happen next with a case, by when, and which posts may do it. Throws case.not_found. */
export async function viewNext(tx: Db, actor: Actor, id: string) {
  const row = await seenCase(tx, actor, id)
  const { city, today } = await readCityToday(tx, actor)
  const actions = nextActions(row)
  const wanted = actions.flatMap((action) => postsWanted(action, row, policyOf(city.settings)))
  const posts = await listAblePosts(
    tx,
    actor.cityId,
    wanted.map(({ action, ...one }) => ({ key: action, ...one })),
    today,
    POSTS_SHOWN,
  )
  return {
    stage: row.stage,
    pending: row.pending,
    since: row.pendingAt ?? row.stageEnteredAt,
    due: nextDue(row),
    steps: actions.map((action) => stepView(action, row, actor, posts)),
  }
}

function stepView(action: ActionName, row: CaseState, actor: Actor, posts: readonly AblePost[]) {
  const able = posts.filter(({ key }) => key === action)
  const { zh, en, who } = ruleOf(action)
  return {
    action,
    actionName: { zh, en },
    mine: possibleActions(row, actor).includes(action),
    bySystem: who.includes('system'),
    posts: able.map(({ key: _key, total: _total, holders, ...post }) => ({
      ...post,
      holders: holders.map((name) => (mayDo(actor, 'case.read') ? name : maskName(name))),
    })),
    more: (able[0]?.total ?? 0) - able.length,
  }
}
