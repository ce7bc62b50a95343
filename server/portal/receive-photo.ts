import type { z } from 'zod'
import { receivePhoto } from '#cases/receive-photo.ts'
import type { Actor } from '#platform/actor.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import type { FileStore } from '#platform/files.ts'
import type { PhotoBody, PhotoTaken } from '#portal/contract.ts'
import { expiryOf } from '#portal/form-token.ts'
import { openPortal, residentOf } from '#portal/open-portal.ts'
import type { PortalParts } from '#portal/parts.ts'
import { portalProblems } from '#portal/problems.ts'
import { insertPortalPhoto, listPortalPhotos, setPhotoCounted } from '#portal/queries.ts'
import { checkForm } from '#portal/take-form.ts'

/**
 * Takes a photo for a report that is still being written: cleaned like every other, and tied to the form it came with, so that no other form can name
 * it. A form takes a few; one sent again is one. `db` is a plain handle. Throws portal.closed, portal.bad_form, portal.form_expired,
 * portal.too_many_photos and what receivePhoto throws.
 */
export async function receivePortalPhoto(
  db: Db,
  files: FileStore,
  actor: Actor,
  parts: PortalParts,
  bytes: Buffer,
  { requestId, ...sent }: z.output<typeof PhotoBody>,
): Promise<z.input<typeof PhotoTaken>> {
  const form = checkForm(actor, parts, sent.form)
  const portal = await inTransaction(db, async (tx) => {
    const opened = await openPortal(tx, actor.cityId)
    const [known] = await listPortalPhotos(tx, actor.cityId, [requestId])
    if (known && known.formId !== form.id) throw portalProblems.unknownPhoto(requestId)
    const { photosPerReport } = opened.settings
    const counted = known || (await setPhotoCounted(tx, { cityId: actor.cityId, id: form.id, expiresAt: expiryOf(form) }, photosPerReport))
    if (!counted) throw portalProblems.tooManyPhotos(photosPerReport)
    return opened
  })
  const fields = { requestId, datum: 'wgs84' as const }
  const { id, width, height } = await receivePhoto(db, files, residentOf(actor, portal), bytes, fields)
  const row = { cityId: actor.cityId, fileId: id, formId: form.id, caseId: null, createdAt: actor.at }
  await inTransaction(db, (tx) => insertPortalPhoto(tx, row))
  return { id, width, height }
}
