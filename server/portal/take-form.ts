import type { z } from 'zod'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'
import type { FormAnswer } from '#portal/contract.ts'
import { expiryOf, type Form, isExpired, readForm, secondsEarly, spellForm } from '#portal/form-token.ts'
import { openPortal, type Portal } from '#portal/open-portal.ts'
import { formSigner, type PortalParts } from '#portal/parts.ts'
import { portalProblems } from '#portal/problems.ts'
import { setFormUse } from '#portal/queries.ts'

/** A fresh form; nothing is kept of it until it is used. Throws portal.closed. */
export async function giveForm(tx: Db, actor: Actor, parts: PortalParts): Promise<z.input<typeof FormAnswer>> {
  const { settings } = await openPortal(tx, actor.cityId)
  const form = { id: newId(actor.at), issuedAt: actor.at }
  return {
    form: spellForm(form, formSigner(parts, actor.cityId)),
    waitSeconds: settings.leastSeconds,
    expiresAt: expiryOf(form).toISOString(),
  }
}

/** A form of ours that is still good. Throws portal.bad_form, portal.form_expired. */
export function checkForm(actor: Actor, parts: PortalParts, text: string): Form {
  const form = readForm(text, formSigner(parts, actor.cityId))
  if (!form) throw portalProblems.badForm()
  if (isExpired(form, actor.at)) throw portalProblems.formExpired()
  return form
}

/**
 * Uses a form up for one thing, after it lay open for as long as the city asks; for the same thing again it is good again. Throws portal.filled_trap,
 * portal.bad_form, portal.form_expired, portal.too_fast, portal.form_used.
 */
export async function spendForm(
  tx: Db,
  actor: Actor,
  parts: PortalParts,
  { settings }: Portal,
  sent: { readonly form: string; readonly website: string },
  purpose: string,
): Promise<Form> {
  if (sent.website !== '') throw portalProblems.filledTrap()
  const form = checkForm(actor, parts, sent.form)
  const early = secondsEarly(form, actor.at, settings.leastSeconds)
  if (early > 0) throw portalProblems.tooFast(early)
  const usedFor = await setFormUse(tx, { cityId: actor.cityId, id: form.id, usedFor: purpose, expiresAt: expiryOf(form) })
  if (usedFor !== purpose) throw portalProblems.formUsed()
  return form
}
