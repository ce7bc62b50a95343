import { describe, expect, it } from 'vitest'
import { approveVersion } from '#catalogue/approve-version.ts'
import { changeCondition, changeRule, changeType, removeCondition, removeRule, removeType } from '#catalogue/change-draft.ts'
import { compareVersions } from '#catalogue/compare-versions.ts'
import { draftVersion } from '#catalogue/draft-version.ts'
import { findCatalogueInForce, findFilingCondition, findProblemType, listVersions } from '#catalogue/queries.ts'
import { stateOf } from '#catalogue/version-state.ts'
import type { Db } from '#platform/db.ts'
import { withRollback } from '#test/support/database.ts'
import { bareCity, newCity, someone } from './new-city.ts'

async function condition(tx: Db, cityId: string, versionId: string) {
  const found = await findFilingCondition(tx, cityId, versionId, 'C0101', 2)
  if (!found) throw new Error('C0101#2 is missing')
  const { cityId: _city, versionId: _version, ...entry } = found
  return entry
}

const kiosk = {
  code: 'C0174',
  domain: 'urban',
  kind: 'component',
  classCode: '01',
  className: '公用设施',
  classNameEn: 'Public utilities',
  itemCode: '74',
  name: '应急电话亭',
  nameEn: 'Emergency call box',
  provenance: 'drafted',
} as const

describe('the life of a catalogue version', () => {
  it('goes from a draft through approval by another person into force on its day, and the old one is still found before', async () => {
    await withRollback(async (tx) => {
      const { cityId, version } = await newCity(tx)
      const [drafter, approver] = [someone(cityId), someone(cityId)]
      const draft = await draftVersion(tx, drafter, { note: '缩短井盖时限' })
      expect(draft).toMatchObject({ number: 2, status: 'draft', effectiveFrom: null, draftedBy: drafter.personId })
      await changeCondition(tx, drafter, { versionId: draft.id, condition: { ...(await condition(tx, cityId, draft.id)), limitValue: 3 } })
      await expect(approveVersion(tx, drafter, { versionId: draft.id, effectiveFrom: '2026-04-01' })).rejects.toMatchObject({
        code: 'catalogue.approver_is_drafter',
      })
      await approveVersion(tx, approver, { versionId: draft.id, effectiveFrom: '2026-04-01' })

      expect((await findCatalogueInForce(tx, cityId, '2026-03-31'))?.id).toBe(version.id)
      expect((await findCatalogueInForce(tx, cityId, '2026-04-01'))?.id).toBe(draft.id)
      expect((await condition(tx, cityId, version.id)).limitValue).toBe(4)
      expect((await condition(tx, cityId, draft.id)).limitValue).toBe(3)
      const versions = await listVersions(tx, cityId)
      const states = (on: string) => versions.map((each) => stateOf(each, versions, on))
      expect([states('2026-03-31'), states('2026-04-01')]).toEqual([
        ['approved', 'in_force'],
        ['in_force', 'superseded'],
      ])
    })
  })

  it('says what was added, removed and changed, field by field', async () => {
    await withRollback(async (tx) => {
      const { cityId, version } = await newCity(tx)
      const actor = someone(cityId)
      const draft = await draftVersion(tx, actor, { note: '' })
      const versionId = draft.id
      expect(await compareVersions(tx, actor, { fromVersionId: version.id, toVersionId: versionId })).toEqual({
        types: { added: [], removed: [], changed: [] },
        conditions: { added: [], removed: [], changed: [] },
        rules: { added: [], removed: [], changed: [] },
      })
      const limitByRegion = { '2': { value: 1, unit: 'work_day' } } as const
      await changeCondition(tx, actor, {
        versionId,
        condition: { ...(await condition(tx, cityId, versionId)), limitValue: 6, limitByRegion },
      })
      await removeCondition(tx, actor, { versionId, typeCode: 'C0101', number: 4 })
      await changeType(tx, actor, { versionId, type: kiosk })
      await removeRule(tx, actor, { versionId, number: 20 })
      const difference = await compareVersions(tx, actor, { fromVersionId: version.id, toVersionId: versionId })
      expect(difference.types).toEqual({ added: [kiosk], removed: [], changed: [] })
      expect(difference.conditions).toMatchObject({ added: [], removed: [{ typeCode: 'C0101', number: 4 }] })
      expect(difference.conditions.changed).toEqual([
        {
          key: 'C0101#2',
          fields: [
            { field: 'limitValue', before: 4, after: 6 },
            { field: 'limitByRegion', before: {}, after: limitByRegion },
          ],
        },
      ])
      expect(difference.rules).toMatchObject({ added: [], removed: [{ number: 20, typeCode: 'C0101' }], changed: [] })
    })
  })

  it('is refused while a type has no condition, and every gap is listed', async () => {
    await withRollback(async (tx) => {
      const { cityId } = await newCity(tx)
      const draft = await draftVersion(tx, someone(cityId), { note: '' })
      await changeType(tx, someone(cityId), { versionId: draft.id, type: kiosk })
      await removeCondition(tx, someone(cityId), { versionId: draft.id, typeCode: 'E0110', number: 1 })
      const approval = approveVersion(tx, someone(cityId), { versionId: draft.id, effectiveFrom: '2026-04-01' })
      await expect(approval).rejects.toMatchObject({
        code: 'catalogue.flawed',
        details: {
          flaws: [
            { key: 'C0174', field: 'code' },
            { key: 'E0110', field: 'code' },
          ],
        },
      })
    })
  })

  it('may not take effect in the past, unless it is the first of its city', async () => {
    await withRollback(async (tx) => {
      const { cityId } = await newCity(tx)
      const draft = await draftVersion(tx, someone(cityId), { note: '' })
      const input = { versionId: draft.id, effectiveFrom: '2026-03-01' }
      await expect(approveVersion(tx, someone(cityId), input)).rejects.toMatchObject({ code: 'catalogue.effective_in_past' })
      await approveVersion(tx, someone(cityId), { ...input, effectiveFrom: '2026-03-02' })

      const young = await bareCity(tx)
      const first = await draftVersion(tx, someone(young), { note: '' })
      const rule = { number: 1, domain: null, kind: null, classCode: null, typeCode: null, basis: 'territory', duty: 'sanitation' } as const
      await changeType(tx, someone(young), { versionId: first.id, type: kiosk })
      await changeRule(tx, someone(young), { versionId: first.id, rule: { ...rule, level: 'district', reason: '属地', reasonEn: 'place' } })
      const entry = { typeCode: 'C0174', number: 1, filing: '损坏', closing: '已修复', limitValue: 1, limitUnit: 'work_day' } as const
      const condition = { ...entry, limitByRegion: {}, urgency: 'normal', provenance: '' } as const
      await changeCondition(tx, someone(young), { versionId: first.id, condition })
      const approved = await approveVersion(tx, someone(young), { versionId: first.id, effectiveFrom: '2025-01-01' })
      expect(approved).toMatchObject({ status: 'approved', effectiveFrom: '2025-01-01' })
    })
  })

  it('never changes again once approved', async () => {
    await withRollback(async (tx) => {
      const { cityId, version } = await newCity(tx)
      const actor = someone(cityId)
      const refusal = { code: 'catalogue.not_a_draft', status: 409 }
      await expect(changeType(tx, actor, { versionId: version.id, type: kiosk })).rejects.toMatchObject(refusal)
      await expect(removeRule(tx, actor, { versionId: version.id, number: 10 })).rejects.toMatchObject(refusal)
      await expect(approveVersion(tx, actor, { versionId: version.id, effectiveFrom: '2026-05-01' })).rejects.toMatchObject(refusal)
    })
  })

  it('refuses single entries that break a rule', async () => {
    await withRollback(async (tx) => {
      const { cityId } = await newCity(tx)
      const actor = someone(cityId)
      const { id: versionId } = await draftVersion(tx, actor, { note: '' })
      const flawed = (field: string) => ({ code: 'catalogue.flawed', details: { flaws: [expect.objectContaining({ field })] } })
      await expect(changeType(tx, actor, { versionId, type: { ...kiosk, code: 'E0174' } })).rejects.toMatchObject(flawed('code'))
      const entry = await condition(tx, cityId, versionId)
      await expect(changeCondition(tx, actor, { versionId, condition: { ...entry, typeCode: 'C9999' } })).rejects.toMatchObject(
        flawed('typeCode'),
      )
      const rule = {
        number: 5,
        domain: null,
        kind: null,
        classCode: null,
        typeCode: null,
        level: 'city',
        reason: '测试',
        reasonEn: '',
      } as const
      const input = { versionId, rule: { ...rule, basis: 'territory', duty: 'no-such-duty' } as const }
      await expect(changeRule(tx, actor, input)).rejects.toMatchObject(flawed('duty'))
      await expect(removeType(tx, actor, { versionId, code: 'C0101' })).rejects.toMatchObject({ code: 'catalogue.type_in_use' })
      await expect(removeType(tx, actor, { versionId, code: 'C0174' })).rejects.toMatchObject({ code: 'catalogue.unknown_entry' })
      expect(await findProblemType(tx, cityId, versionId, 'E0174')).toBeUndefined()
    })
  })
})
