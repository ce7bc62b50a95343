import { expect, it } from 'vitest'
import { viewCase } from '#cases/view-case.ts'
import { viewContact } from '#cases/view-contact.ts'
import { act, makeCaseCity, minutesLater, report } from '../support/cases.ts'
import { withRollback } from '../support/database.ts'

const CALLER = { name: '来电人甲', contact: '座机 8001' }

it('shows the caller to the duty chief, records the look without repeating it, and never to anybody of the handling unit', () =>
  withRollback(async (tx) => {
    const city = await makeCaseCity(tx)
    const as = (key: string) => city.actorOf(key, minutesLater(9))
    const { id } = await report(tx, city, as('1-centre.acceptor'), { contact: CALLER })
    await act(tx, as('1-centre.acceptor'), id, 'accept', { typeCode: 'C0104', conditionNumber: 1 })
    await act(tx, as('1-centre.duty-chief'), id, 'file', {})
    await act(tx, as('1-centre.dispatcher'), id, 'dispatch', { unitId: city.unit('1-water').id })

    expect(await viewContact(tx, as('1-centre.duty-chief'), id)).toEqual(CALLER)
    const looks = await tx.selectFrom('auditEntry').selectAll().where('cityId', '=', city.cityId).where('subject', '=', id).execute()
    expect(looks).toMatchObject([{ action: 'case.view-contact', personId: as('1-centre.duty-chief').personId, answer: null }])
    expect(JSON.stringify(looks)).not.toContain(CALLER.contact)

    const alsoOfUnit = { ...as('1-centre.duty-chief'), memberOf: [city.unit('1-centre').id, city.unit('1-water').id] }
    await expect(viewContact(tx, alsoOfUnit, id)).rejects.toMatchObject({ code: 'case.contact_withheld' })
    const seenByUnit = JSON.stringify(await viewCase(tx, as('1-water.handler'), id))
    expect(seenByUnit).not.toContain(CALLER.name)
    expect(seenByUnit).not.toContain(CALLER.contact)
  }))
