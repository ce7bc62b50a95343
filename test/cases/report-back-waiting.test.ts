import { beforeAll, describe, expect, it } from 'vitest'
import { withRollback } from '../support/database.ts'
import { beginStory, openCommonCity } from './drive.ts'

beforeAll(openCommonCity)
const TIME = { extra: { value: 1, unit: 'work_hour' as const }, reason: '雨天' }

describe('a unit that is done while its chief has not ruled', () => {
  it('reports back on time; the request for more time is withdrawn with it', () =>
    withRollback(async (tx) => {
      const story = await (await beginStory(tx)).upTo('handling')
      await story.do('1-water.handler', 'request-extension', TIME)
      await story.do('1-water.handler', 'report-back', { result: '已清理' })
      expect(await story.row()).toMatchObject({ stage: 'handled', onTime: true, pending: null, pendingDetail: null, extensionCount: 0 })
    }))

  it('cannot report back what it asked to return: the clock stands until the ruling', () =>
    withRollback(async (tx) => {
      const story = await (await beginStory(tx)).upTo('handling')
      await story.do('1-water.handler', 'request-return', { reason: 'not_ours', note: '不属本单位' })
      await expect(story.do('1-water.handler', 'report-back', { result: '已清理' })).rejects.toMatchObject({ code: 'case.request_waiting' })
    }))
})
