import { describe, expect, test } from 'vitest'
import { INPUTS, PERSON_ACTIONS } from '#cases/contract.ts'
import { ACTION_NAMES } from '#cases/lifecycle.ts'
import { fieldNames, limitsOf } from '#web/console/cases/actions/field-limits.ts'
import { FORM_FIELDS, inputOf, namesOf } from '#web/console/cases/actions/fields.ts'
import { isPersonAction } from '#web/console/cases/case/possible.ts'

describe('the forms of actions', () => {
  test.each(PERSON_ACTIONS)('%s asks for exactly what its contract takes', (action) => {
    // When it was done is told by a device that may have waited for a network: a desk has one.
    const asked = fieldNames(action).filter((name) => name !== 'doneAt')
    expect(FORM_FIELDS[action].flatMap(namesOf).toSorted()).toEqual(asked.toSorted())
  })

  test('the actions a page offers are those the contract has inputs for', () => {
    expect(ACTION_NAMES.filter(isPersonAction).toSorted()).toEqual([...PERSON_ACTIONS].toSorted())
  })

  test("limits and necessity are the contract's own", () => {
    expect(limitsOf('recall', 'reason')).toEqual({ required: true, most: 200 })
    expect(limitsOf('report-back', 'photos')).toEqual({ required: false, most: 9 })
    expect(limitsOf('dispatch', 'reason')).toEqual({ required: false, most: 500 })
  })

  test('what is empty or not shown is not sent', () => {
    expect(inputOf('rate', { solved: true, satisfied: 4, note: '', reopen: true })).toEqual({ solved: true, satisfied: 4 })
    const standard = { typeCode: 'C0104', conditionNumber: 1 }
    expect(inputOf('verify', { real: false, finding: '无此问题', standard })).toEqual({ real: false, finding: '无此问题' })
    expect(inputOf('accept', { standard })).toEqual(standard)
  })

  test('what a form sends is what the contract reads', () => {
    const sent = inputOf('dispatch', {
      unitId: '0190a000-0000-7000-8000-000000000000',
      limit: { value: 2, unit: 'work_hour' },
      reason: '应急',
    })
    expect(INPUTS.dispatch.safeParse(sent).success).toBe(true)
    expect(INPUTS.dispatch.safeParse({ ...sent, reason: '' }).success).toBe(false)
  })
})
