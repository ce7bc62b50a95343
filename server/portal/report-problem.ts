import type { z } from 'zod'
import { policyOf } from '#cases/policy.ts'
import type { Receipt } from '#cases/receipt.ts'
import { reportCase } from '#cases/report-case.ts'
import { calendarOf } from '#catalogue/load-calendar.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { Problem } from '#platform/problem.ts'
import { degreesAround } from '#portal/blur.ts'
import type { ReportAnswer, ReportBody } from '#portal/contract.ts'
import { decisionBy } from '#portal/decision-by.ts'
import { findReportPlace, type ReportPlace } from '#portal/find-place.ts'
import { keepWish } from '#portal/keep-wish.ts'
import { BURST, type Mark, marksOf } from '#portal/marks.ts'
import { openPortal, type Portal, residentOf } from '#portal/open-portal.ts'
import { codeDigest, codeHash, type PortalParts } from '#portal/parts.ts'
import { portalProblems } from '#portal/problems.ts'
import type { Topic } from '#portal/propose-topics.ts'
import { countReportsNear, findPublicReport, insertPublicReport, listPortalPhotos, setPhotosOfCase } from '#portal/queries.ts'
import { readTopics } from '#portal/read-data.ts'
import { codeOf, showCode } from '#portal/report-code.ts'
import { spendForm } from '#portal/take-form.ts'

const DAY = 86_400_000
const after = (at: Date, days: number): Date => new Date(at.getTime() + days * DAY)

/**
 * 网上上报: a resident reports without an account. The case enters the loop as any other, its type still open; number, code and promise are the same
 * for a report sent again. Throws portal.* and what reportCase throws.
 */
export async function reportProblem(tx: Db, actor: Actor, parts: PortalParts, body: ReportBody): Promise<z.input<typeof ReportAnswer>> {
  const portal = await openPortal(tx, actor.cityId)
  const topic = readTopics().find(({ code }) => code === body.topic)
  if (!topic) throw portalProblems.unknownTopic(body.topic)
  const isKnown = (await findPublicReport(tx, actor.cityId, body.requestId)) !== undefined
  const formId = isKnown ? null : (await spendForm(tx, actor, parts, portal, body, `report:${body.requestId}`)).id
  await checkPhotos(tx, actor, body, formId)
  const place = await findReportPlace(tx, actor, portal, body)
  const receipt = await reportCase(tx, residentOf(actor, portal), inputOf(body, topic, place))
  if (!isKnown) await keepReport(tx, actor, parts, portal, body, place)
  return answerOf(tx, parts, portal, receipt, body)
}

/** Each photo came with this very form, or is the case's already. */
async function checkPhotos(tx: Db, actor: Actor, { requestId, photos }: ReportBody, formId: string | null): Promise<void> {
  if (photos.length === 0) return
  const known = new Map((await listPortalPhotos(tx, actor.cityId, photos)).map((photo) => [photo.fileId, photo]))
  for (const fileId of photos) {
    const photo = known.get(fileId)
    const isOurs = photo !== undefined && (photo.caseId === requestId || (photo.caseId === null && photo.formId === formId))
    if (!isOurs) throw portalProblems.unknownPhoto(fileId)
  }
}

/** What the centre reads first is the topic, then the words of whoever reports; both in its own language as far as it is ours to say. */
const inputOf = ({ requestId, text, photos, contact }: ReportBody, { name }: Topic, { lon, lat, address }: ReportPlace) => ({
  requestId, lon, lat, datum: 'wgs84' as const, address, description: text === '' ? name.zh : `${name.zh}：${text}`,
  origin: 'public' as const, channel: 'web' as const, typeCode: null, conditionNumber: null, componentCode: null, shopfrontCode: null,
  impactArea: null, photos: [...photos], foundAt: null, contact: contact && { name: contact.name, contact: contact.contact },
}) // biome-ignore format: a list

async function keepReport(
  tx: Db,
  actor: Actor,
  parts: PortalParts,
  { settings }: Portal,
  body: ReportBody,
  place: ReportPlace,
): Promise<void> {
  const { cityId, at, locale } = actor
  const caseId = body.requestId
  const code = codeOf(codeDigest(parts, cityId, caseId))
  await insertPublicReport(tx, {
    cityId,
    caseId,
    codeHash: codeHash(parts, cityId, caseId, code),
    topic: body.topic,
    locale,
    marks: await marksFor(tx, actor, place),
    reportedAt: at,
    deleteAfter: after(at, settings.codeDays),
  })
  if (body.photos.length > 0) await setPhotosOfCase(tx, cityId, caseId, body.photos)
  await keepWish(tx, actor, body)
}

async function marksFor(tx: Db, { cityId, at }: Actor, place: ReportPlace): Promise<Mark[]> {
  const since = new Date(at.getTime() - BURST.minutes * 60_000)
  const near = await countReportsNear(tx, cityId, place, degreesAround(place, BURST.metres), since)
  return marksOf({ near, fromAddress: place.fromAddress })
}

/** From the receipt alone, so that a report sent again is answered the same. */
async function answerOf(
  tx: Db,
  parts: PortalParts,
  { city, settings }: Portal,
  receipt: Receipt,
  { contact }: ReportBody,
): Promise<z.input<typeof ReportAnswer>> {
  const [at, policy] = [new Date(receipt.at), policyOf(city.settings)]
  const by = await promisedBy(tx, city, at)
  return {
    number: receipt.number,
    code: showCode(codeOf(codeDigest(parts, city.cityId, receipt.id))),
    decisionBy: by?.toISOString() ?? null,
    next: {
      zh: '工作人员会先看您上报的内容，必要时到现场核实，再决定是否立案。凭编号和查询码可随时查看进展。',
      en: 'Somebody will read your report, look at the place if need be, and decide whether it is taken up. Number and code show you at any time how it goes.',
    },
    codeUntil: after(at, settings.codeDays).toISOString(),
    contactUntil: contact ? after(at, policy.contactRetentionDays).toISOString() : null,
  }
}

/** Null where the working calendar is not published that far: no promise is better than a guessed one. */
async function promisedBy(tx: Db, city: Portal['city'], at: Date): Promise<Date | null> {
  try {
    return decisionBy(await calendarOf(tx, city.cityId, city.calendarStamp), policyOf(city.settings), at)
  } catch (error) {
    if (error instanceof Problem && error.code === 'calendar.unknown_year') return null
    throw error
  }
}
