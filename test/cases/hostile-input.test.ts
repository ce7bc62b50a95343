import { describe, expect, it } from 'vitest'
import { INPUTS, ReportInput, SelfHandleInput } from '#cases/contract.ts'
import { decodeMark } from '#cases/list-page.ts'
import { selfHandleCase } from '#cases/report-case.ts'
import { newId } from '#platform/identifier.ts'
import { report, storePhoto } from '../support/cases.ts'
import { withRollback } from '../support/database.ts'
import { beginStory } from './drive.ts'

const STANDARD = { typeCode: 'E0110', conditionNumber: 1 }
const ID = '01a20126-30b2-7e91-9151-685ab3ab4e55'
const mark = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

describe('a page mark', () => {
  it('is read back as it was written', () => {
    expect(decodeMark(mark(['newest', '2026-11-14T07:37:08.863Z', ID]), 'newest')).toEqual({
      at: new Date('2026-11-14T07:37:08.863Z'),
      id: ID,
    })
  })

  it('is refused by a list in another order', () => {
    const due = mark(['due', '2026-11-14T07:37:08.863Z', ID])
    expect(() => decodeMark(due, 'newest')).toThrow(expect.objectContaining({ code: 'case.bad_cursor' }))
  })

  it.each([
    ['an id that only looks like one', ['2026-11-01T00:00:00.000Z', '-'.repeat(36)]],
    ['a year before any database', ['-271821-04-20T00:00:00.000Z', ID]],
    ['a year after any calendar', ['+275760-09-13T00:00:00.000Z', ID]],
    ['a number for an instant', [5, ID]],
    ['an instant not written by us', ['2026', ID]],
    ['nothing in it', []],
    ['no list', 'x'],
  ])('is refused with %s', (_, value) => {
    const written = Array.isArray(value) ? ['newest', ...value] : value
    expect(() => decodeMark(mark(written), 'newest')).toThrow(expect.objectContaining({ code: 'case.bad_cursor', status: 422 }))
  })
})

describe('the contract of a case', () => {
  const fields = { requestId: ID, lon: 102.7, lat: 25, address: '双桥路', description: '井盖缺失' }

  it.each([1000, 1e15, 32_768])('takes no condition number %d', (conditionNumber) => {
    const found = ReportInput.safeParse({ ...fields, typeCode: 'E0110', conditionNumber })
    expect(found.error?.issues.map(({ path }) => path.join('.'))).toEqual(['conditionNumber'])
    for (const action of ['accept', 'verify', 'file'] as const) {
      const input = { typeCode: 'E0110', conditionNumber, real: true, finding: '属实' }
      expect(INPUTS[action].safeParse(input).error?.issues.map(({ path }) => path.join('.'))).toEqual(['conditionNumber'])
    }
  })

  it('takes no empty contact', () => {
    const found = ReportInput.safeParse({ ...fields, contact: { contact: ' ' } })
    expect(found.error?.issues.map(({ path }) => path.join('.'))).toEqual(['contact.contact'])
  })
})

describe('half a standard', () => {
  it.each([
    ['conditionNumber', { typeCode: 'E0110' }],
    ['typeCode', { conditionNumber: 1 }],
  ])('is not dropped without a word: a report without %s', (field, half) =>
    withRollback(async (tx) => {
      const { city, at } = await beginStory(tx)
      await expect(report(tx, city, city.actorOf('1-centre.acceptor', at), half)).rejects.toMatchObject({
        code: 'case.half_standard',
        status: 422,
        details: { field },
      })
    }),
  )

  it('is not dropped by a verification either', () =>
    withRollback(async (tx) => {
      const story = await beginStory(tx)
      await story.do('1-centre.acceptor', 'send-verify', { inspectorId: story.city.person('1-centre.inspector').personId })
      const verify = story.do('1-centre.inspector', 'verify', { real: true, finding: '属实', typeCode: 'E0110' })
      await expect(verify).rejects.toMatchObject({ code: 'case.half_standard', details: { field: 'conditionNumber' } })
    }))

  it('does not join the type named at filing to the condition of another', () =>
    withRollback(async (tx) => {
      const story = await (await beginStory(tx)).upTo('accepted')
      const filed = story.do('1-centre.duty-chief', 'file', { typeCode: 'C0101' })
      await expect(filed).rejects.toMatchObject({ code: 'case.half_standard', details: { field: 'conditionNumber' } })
    }))
})

describe('saying to be an inspector', () => {
  it('skips acceptance only for somebody who may judge', () =>
    withRollback(async (tx) => {
      const { city, at } = await beginStory(tx)
      const inspector = city.actorOf('1-centre.inspector', at)
      const claim = { ...STANDARD, origin: 'inspector' } as const
      expect((await report(tx, city, inspector, claim)).stage).toBe('accepted')
      const reporter = { ...inspector, permissions: new Set(['case.report', 'case.read']) }
      expect((await report(tx, city, reporter, claim)).stage).toBe('reported')
    }))
})

describe('photos', () => {
  it('named twice are one', () =>
    withRollback(async (tx) => {
      const story = await (await beginStory(tx)).upTo('handling')
      const photo = await storePhoto(tx, story.as('1-water.handler'))
      await story.do('1-water.handler', 'report-back', { result: '完成', photos: [photo, photo] })
      expect((await story.row()).photos.map(({ fileId }) => fileId)).toEqual([photo])
    }))

  it('missing after a problem was fixed on the spot are asked for in their own field, in both languages', () =>
    withRollback(async (tx) => {
      const { city, at } = await beginStory(tx, { policy: { photoRequired: ['self-handle'] } })
      const inspector = city.actorOf('1-centre.inspector', at)
      const [lon, lat] = city.middle('1.1.1.1')
      const fields = { ...STANDARD, requestId: newId(at), lon, lat, address: '双桥路', description: '井盖移位', result: '复位' }
      const input = SelfHandleInput.parse({ ...fields, photos: [await storePhoto(tx, inspector)] })
      await expect(selfHandleCase(tx, inspector, input)).rejects.toMatchObject({
        code: 'case.needs_photo',
        details: { field: 'photosAfter' },
        text: { zh: '须附照片：处置后', en: 'A photo is required: after handling' },
      })
    }))
})

describe('urging', () => {
  it('asks for no answer in the past', () =>
    withRollback(async (tx) => {
      const story = await (await beginStory(tx)).upTo('handling')
      const dueAt = new Date(story.at.getTime() - 1000).toISOString()
      await expect(story.do('1-centre.supervisor', 'urge', { text: '请抓紧', dueAt })).rejects.toMatchObject({
        code: 'case.due_in_past',
        status: 422,
        details: { field: 'dueAt' },
      })
    }))
})

describe('a report that names what no register holds', () => {
  it.each(['componentCode', 'shopfrontCode'])('is refused, naming %s', (field) =>
    withRollback(async (tx) => {
      const { city } = await beginStory(tx)
      const actor = city.actorOf('1-centre.acceptor', new Date('2026-03-02T01:00:00Z'))
      await expect(report(tx, city, actor, { [field]: '9999999999999999' })).rejects.toMatchObject({ status: 422, details: { field } })
    }),
  )
})
