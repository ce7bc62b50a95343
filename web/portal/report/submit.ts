import { FORM_HOURS } from '#portal/form-token.ts'
import { ApiProblem } from '#web/shared/api/problem.ts'
import { newRequestId } from '#web/shared/api/submission.ts'
import { type Receipt, readForm, sendPhoto, sendReport } from '../api.ts'
import type { Draft, DraftForm } from './draft.ts'
import { changeDraft, readDraft } from './draft-store.ts'
import { findPhoto } from './photo-box.ts'

/** How far sending has come. */
export type Sending =
  | { readonly kind: 'preparing' | 'waiting' | 'report' }
  | { readonly kind: 'photo'; readonly at: number; readonly of: number }

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)))
/** A form that ends within a minute would end while it is being sent. */
const SPARE = 60_000
const HOUR = 3_600_000

/** A fresh form. Photos belong to the one they came with, so they go with this one under ids of their own. By the device's clock alone, for it may be wrong. */
async function freshForm(): Promise<DraftForm> {
  const { form, waitSeconds } = await readForm()
  const now = Date.now()
  const taken = { form, readyAt: now + waitSeconds * 1000, endsAt: now + FORM_HOURS * HOUR }
  changeDraft({ form: taken, photos: readDraft().photos.map(({ key }) => ({ key, id: newRequestId(), sentWith: null })) })
  return taken
}

let taking: Promise<DraftForm> | null = null

/** Takes a form for the draft unless it has one that is still good; one at a time. */
export async function takeForm(): Promise<DraftForm> {
  const known = readDraft().form
  if (known && known.endsAt - SPARE > Date.now()) return known
  taking ??= freshForm().finally(() => {
    taking = null
  })
  return taking
}

async function sendPhotos({ form }: DraftForm, tell: (sending: Sending) => void): Promise<void> {
  const { photos } = readDraft()
  for (const [index, photo] of photos.entries()) {
    if (photo.sentWith === form) continue
    tell({ kind: 'photo', at: index + 1, of: photos.length })
    const blob = await findPhoto(photo.key)
    if (blob) await sendPhoto(blob, photo.id, form)
    const rest = readDraft().photos.filter(({ key }) => blob || key !== photo.key)
    changeDraft({ photos: rest.map((each) => (each.key === photo.key ? { ...each, sentWith: form } : each)) })
  }
}

/** The report as it travels. */
export function bodyOf(draft: Draft, form: string, website: string) {
  const { requestId, topic, text, place, address, photos, contact, wantsNews } = draft
  return {
    requestId,
    form,
    website,
    topic: topic ?? 'other',
    text: text.trim(),
    place: place && { lon: place.lon, lat: place.lat },
    address: address.trim(),
    photos: photos.map(({ id }) => id),
    contact: contact.trim() === '' ? null : { contact: contact.trim(), wantsNews },
  }
}

/** What a fresh form mends. */
const OF_THE_FORM = ['portal.form_expired', 'portal.bad_form', 'portal.form_used', 'portal.unknown_photo']
const secondsOf = ({ details }: ApiProblem): number => (typeof details.retryAfter === 'number' ? details.retryAfter : 3)

async function attempt(website: string, tell: (sending: Sending) => void): Promise<Receipt> {
  tell({ kind: 'preparing' })
  const form = await takeForm()
  await sendPhotos(form, tell)
  if (form.readyAt > Date.now()) tell({ kind: 'waiting' })
  await sleep(form.readyAt - Date.now())
  tell({ kind: 'report' })
  return sendReport(bodyOf(readDraft(), form.form, website))
}

/**
 * Sends the draft: form, photos one by one, report. What arrived is not sent again, and the same draft sent twice is one report with one number. Throws
 * ApiProblem and Unreachable; the draft stays as it is.
 */
export async function submitDraft(website: string, tell: (sending: Sending) => void): Promise<Receipt> {
  for (let tries = 0; ; tries++) {
    try {
      return await attempt(website, tell)
    } catch (error) {
      if (!(error instanceof ApiProblem) || tries >= 2) throw error
      if (error.code === 'portal.too_fast') await sleep(secondsOf(error) * 1000)
      else if (OF_THE_FORM.includes(error.code)) changeDraft({ form: null })
      else throw error
    }
  }
}
