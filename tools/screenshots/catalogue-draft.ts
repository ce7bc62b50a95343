import { newId } from '#platform/identifier.ts'
import type { Client } from '#test/web/console/client.ts'

const NOTE = '放宽雨水箅子的处置时限'

interface Version {
  readonly id: string
  readonly state: string
  readonly note: string
}

/** A draft that changes something of each kind, made once. */
async function findDraft(client: Client): Promise<string> {
  const { versions } = await client.get<{ versions: readonly Version[] }>('/api/catalogue/versions')
  const there = versions.find(({ note, state }) => state === 'draft' && note === NOTE)
  if (there) return there.id
  const { id } = await client.post<Version>('/api/catalogue/versions', { requestId: newId(), note: NOTE })
  const type = { domain: 'urban', kind: 'event', classCode: '01', className: '市容环境', classNameEn: 'City appearance' }
  const made = { itemCode: '99', name: '共享单车乱停', nameEn: 'Shared bicycles left about', provenance: '' }
  const condition = { limitByRegion: {}, urgency: 'normal', provenance: '' }
  const content = `/api/catalogue/versions/${id}/types`
  await client.put(`${content}/C0104/conditions/1`, {
    ...condition,
    requestId: newId(),
    filing: '雨水箅子缺失、移位或断裂，危及通行安全',
    closing: '已补齐或更换',
    limitValue: 3,
    limitUnit: 'urgent_hour',
    urgency: 'urgent',
  })
  await client.put(`${content}/E0199`, { requestId: newId(), ...type, ...made })
  await client.put(`${content}/E0199/conditions/1`, {
    ...condition,
    requestId: newId(),
    filing: '占压盲道或人行道五辆以上',
    closing: '已摆放整齐或清走',
    limitValue: 2,
    limitUnit: 'work_hour',
  })
  return id
}

/** A spot of a draft that waits for approval. */
export const draftPath =
  (spot: string) =>
  async (client: Client): Promise<string> =>
    `/administration/catalogue/${await findDraft(client)}${spot}`

/** The draft beside the version in force. */
export async function comparisonPath(client: Client): Promise<string> {
  return `/administration/catalogue/compare?to=${await findDraft(client)}`
}
