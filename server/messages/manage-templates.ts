import { MESSAGE_LOCALES } from '#messages/channels.ts'
import { type OwnTexts, textOf } from '#messages/compose-message.ts'
import type { TemplateText } from '#messages/default-templates.ts'
import { findTemplateKind, TEMPLATE_KINDS, type TemplateKind, unknownPlaceholder } from '#messages/placeholders.ts'
import { previewMessage, type TemplateKey } from '#messages/preview-message.ts'
import { messageProblems } from '#messages/problems.ts'
import { deleteTemplate, listTemplates, setTemplate } from '#messages/queries-templates.ts'
import { requireWholeCity } from '#organisation/edit-role.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import type { MessageConfig } from '#platform/message-config.ts'

type Measures = Pick<MessageConfig, 'publicUrl' | 'sms'>

function requireKind({ step, audience, channel }: TemplateKey): TemplateKind {
  const kind = findTemplateKind(step, audience, channel)
  if (!kind) throw messageProblems.noTemplate(`${step}/${audience}/${channel}`)
  return kind
}

/** Throws message.unknown_placeholder, .missing_placeholder, .subject. */
function judgeText(kind: TemplateKind, { channel }: TemplateKey, { subject, body }: TemplateText): void {
  const titled = channel === 'email' && kind.step !== 'footer'
  if (titled !== (subject !== '')) throw messageProblems.subjectNeeded(titled)
  for (const [field, text] of [['subject', subject], ['body', body]] as const) {
    const stranger = unknownPlaceholder(text, kind.placeholders)
    if (stranger !== undefined) throw messageProblems.unknownPlaceholder(field, stranger, kind.placeholders)
  }
  const missing = kind.required.find((name) => !body.includes(`{${name}}`))
  if (missing !== undefined) throw messageProblems.missingPlaceholder(missing)
} // biome-ignore format: two fields

/** What stands below every message of an audience in the city. */
const footOf = (own: OwnTexts, { step, audience, channel, locale }: TemplateKey): string =>
  step === 'footer' ? '' : textOf(own, 'footer', audience, channel, { locale }).body

interface Shown {
  readonly key: TemplateKey
  readonly kind: TemplateKind
  readonly text: TemplateText
  readonly own: boolean
}

const showTemplate = ({ key, kind, text, own }: Shown, texts: OwnTexts, { publicUrl, sms }: Measures) => ({
  ...key,
  subject: text.subject,
  body: text.body,
  own,
  placeholders: kind.placeholders,
  required: kind.required,
  parts: previewMessage(key, text, publicUrl, sms?.sign ?? '', footOf(texts, key)).parts,
})

/** Every text as it is sent in the city, its own and the shipped ones. Throws organisation.outside_area. */
export async function viewTemplates(tx: Db, actor: Actor, measures: Measures) {
  requireWholeCity(actor)
  const own = await listTemplates(tx, actor.cityId)
  return TEMPLATE_KINDS.flatMap((kind) =>
    kind.channels.flatMap((channel) =>
      MESSAGE_LOCALES.map((locale) => {
        const key = { step: kind.step, audience: kind.audience, channel, locale }
        const text = textOf(own, kind.step, kind.audience, channel, key)
        return showTemplate({ key, kind, text, own: own.some((each) => each === text) }, own, measures)
      }),
    ),
  )
}

/** A text of the city's own instead of the shipped one. Throws message.no_template and what is wrong with the text, by name. */
export async function setOwnTemplate(tx: Db, actor: Actor, key: TemplateKey, text: TemplateText, measures: Measures) {
  requireWholeCity(actor)
  const kind = requireKind(key)
  judgeText(kind, key, text)
  await setTemplate(tx, { cityId: actor.cityId, ...key, ...text })
  return showTemplate({ key, kind, text, own: true }, await listTemplates(tx, actor.cityId), measures)
}

/** Goes back to the shipped text. Throws message.no_template. */
export async function resetTemplate(tx: Db, actor: Actor, key: TemplateKey, measures: Measures) {
  requireWholeCity(actor)
  const kind = requireKind(key)
  await deleteTemplate(tx, actor.cityId, key)
  const text = textOf([], key.step, key.audience, key.channel, key)
  return showTemplate({ key, kind, text, own: false }, await listTemplates(tx, actor.cityId), measures)
}

/** What a text would look like, judged as if it were saved; nothing is. */
export async function previewTemplate(tx: Db, actor: Actor, key: TemplateKey, text: TemplateText, { publicUrl, sms }: Measures) {
  requireWholeCity(actor)
  judgeText(requireKind(key), key, text)
  return previewMessage(key, text, publicUrl, sms?.sign ?? '', footOf(await listTemplates(tx, actor.cityId), key))
}
