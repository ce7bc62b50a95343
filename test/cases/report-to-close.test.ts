import { describe, expect, it } from 'vitest'
import { replayHistory } from '#cases/history.ts'
import { findCase, listEvents } from '#cases/queries.ts'
import { act, makeCaseCity, minutesLater, report, storePhoto } from '../support/cases.ts'
import { withRollback } from '../support/database.ts'

describe('from report to close', () => {
  it('takes a hotline call through the whole loop, each step by another person, and leaves a history that replays to the row', () =>
    withRollback(async (tx) => {
      const city = await makeCaseCity(tx)
      const as = (key: string, minute: number) => city.actorOf(key, minutesLater(minute))
      const { id } = await report(tx, city, as('1-centre.acceptor', 0))
      await act(tx, as('1-centre.acceptor', 5), id, 'accept', { typeCode: 'C0104', conditionNumber: 1 })
      await act(tx, as('1-centre.duty-chief', 10), id, 'file', {})
      await act(tx, as('1-centre.dispatcher', 15), id, 'dispatch', { unitId: city.unit('1-water').id })
      await act(tx, as('1-water.handler', 20), id, 'receive', {})
      const after = await storePhoto(tx, as('1-water.handler', 80))
      await act(tx, as('1-water.handler', 80), id, 'report-back', { result: '已更换箅子', photos: [after] })
      await act(tx, as('1-centre.acceptor', 85), id, 'send-check', { inspectorId: city.person('1-centre.inspector').personId })
      const seen = await storePhoto(tx, as('1-centre.inspector', 100))
      await act(tx, as('1-centre.inspector', 100), id, 'check', { passed: true, finding: '已修复', photos: [seen] })
      const closed = await act(tx, as('1-centre.duty-chief', 110), id, 'close', {})

      const row = await findCase(tx, city.cityId, id)
      const events = await listEvents(tx, city.cityId, id)
      expect(closed).toMatchObject({ stage: 'closed', version: 9 })
      expect(row).toMatchObject({ stage: 'closed', onTime: true, loopLevel: 'district', closingLevel: 'district', originLevel: 'district' })
      expect(events.map((event) => event.action)).toEqual([
        'report',
        'accept',
        'file',
        'dispatch',
        'receive',
        'report-back',
        'send-check',
        'check',
        'close',
      ])
      expect(replayHistory(city.cityId, id, events)).toEqual(row)
    }))
})
