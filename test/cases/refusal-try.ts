import type { Actor } from '#platform/actor.ts'
import { act } from '../support/cases.ts'
import type { CaseStory, Step } from './drive.ts'

/** A refusal by name: where the case stands, what is tried, and the code it must be refused with. */
export type Try = readonly [code: string, what: string, at: Step, attempt: (story: CaseStory) => Promise<unknown>]

export const STANDARD = { typeCode: 'E0110', conditionNumber: 1 }
export const inspector = (story: CaseStory, key: string) => ({ inspectorId: story.city.person(key).personId })
export const unit = (story: CaseStory, key: string) => ({ unitId: story.city.unit(key).id })
export const tryAs = (story: CaseStory, actor: Actor) => ({
  accept: () => act(story.tx, actor, story.id, 'accept', STANDARD),
  close: () => act(story.tx, actor, story.id, 'close', {}),
  check: () => act(story.tx, actor, story.id, 'check', { passed: true, finding: '已解决' }),
  receive: () => act(story.tx, actor, story.id, 'receive', {}),
})
export const withMore = (actor: Actor, ...permissions: string[]): Actor => ({
  ...actor,
  permissions: new Set([...actor.permissions, ...permissions]),
})
export const assist = (story: CaseStory, key: string) =>
  story.do('1-centre.dispatcher', 'co-handle', { parts: [{ ...unit(story, key), task: '配合' }] })
export const list = (story: CaseStory, person: string) =>
  story.do(person, 'put-on-list', { ownerPostId: story.city.person('1-centre.supervisor').postId, reason: '重大' })
export const askReturn = (story: CaseStory) => story.do('1-water.handler', 'request-return', { reason: 'not_ours', note: '不属我单位' })
export const askMore = (story: CaseStory, value: number) =>
  story.do('1-water.handler', 'request-extension', { extra: { value, unit: 'work_hour' }, reason: '缺料' })
export const suspendUntil = (story: CaseStory, days: number) =>
  story.do('1-water.handler', 'request-suspension', {
    until: new Date(story.at.getTime() + days * 86_400_000).toISOString(),
    reason: '雨季',
  })
export const granted = { granted: true, ruling: '同意' }
export const rate = { solved: true, satisfied: 5 }
