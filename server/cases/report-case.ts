import { randomBytes } from 'node:crypto'
import type { z } from 'zod'
import { announcementOf } from '#cases/announce-case.ts'
import { caseNumber } from '#cases/case-number.ts'
import type { CaseChanges, CaseState } from '#cases/case-state.ts'
import { stageDue } from '#cases/clocks.ts'
import type { ReportInput, SelfHandleInput } from '#cases/contract.ts'
import { type DoneAt, doneAtGiven, judgeDoneAt } from '#cases/done-at.ts'
import { filingStandard } from '#cases/filing-standard.ts'
import { askedOf, BLANK } from '#cases/history.ts'
import { type ActionName, isOpen, leadsTo, ruleOf, type Stage } from '#cases/lifecycle.ts'
import { locateCase } from '#cases/locate-case.ts'
import { isRepeat, nextEvent } from '#cases/next-event.ts'
import { requirePhoto, withPhotos } from '#cases/photos.ts'
import { type CasePolicy, policyOf } from '#cases/policy.ts'
import { caseProblems } from '#cases/problems.ts'
import { findCase, findEventByRequest, insertCase, insertContact } from '#cases/queries.ts'
import { findComponent, findShopfront } from '#cases/queries-registers.ts'
import { type Receipt, receiptOf } from '#cases/receipt.ts'
import { foldText } from '#cases/search-grams.ts'
import { findCity } from '#organisation/queries-places.ts'
import { type Actor, coversPlace, mayDo } from '#platform/actor.ts'
import { localDay } from '#platform/clock.ts'
import { toStored } from '#platform/datum.ts'
import type { Db } from '#platform/db.ts'

type Report = z.output<typeof ReportInput>
type SelfHandle = z.output<typeof SelfHandleInput>
interface Intake {
  readonly tx: Db
  readonly actor: Actor
  readonly policy: CasePolicy
  readonly today: string
}

/** 上报: a problem enters the loop. The id of the request becomes the id of the case, so that a phone knows it before there is a signal. */
export const reportCase = (tx: Db, actor: Actor, input: Report): Promise<Receipt> =>
  intake(tx, actor, 'report', input, async (scene) => {
    const standard = await standardNamed(scene, input)
    const straight = standard !== null && input.origin === 'inspector' && scene.policy.inspectorSkipsAcceptance && mayJudge(actor)
    return { to: straight ? 'accepted' : 'reported', set: standard ?? { typeCode: null }, photos: [], photosAt: null }
  })

/** Whose word that a condition is met may stand for the acceptance: saying to be an inspector is not enough. */
const mayJudge = (actor: Actor): boolean => mayDo(actor, 'case.inspect') || mayDo(actor, 'case.accept')

async function standardNamed(scene: Intake, { typeCode, conditionNumber }: Report): Promise<CaseChanges | null> {
  if (typeCode !== null && conditionNumber !== null) return filingStandard(scene, typeCode, conditionNumber)
  if (typeCode === null && conditionNumber === null) return null
  throw caseProblems.halfStandard(typeCode === null ? 'typeCode' : 'conditionNumber')
}

/** 自处置: fixed on the spot by whoever found it, with photos before and after; closes at once and enters the sampling frame. */
export const selfHandleCase = (tx: Db, actor: Actor, input: SelfHandle): Promise<Receipt> =>
  intake(tx, actor, 'self-handle', input, async (scene) => {
    requirePhoto(scene.policy, 'self-handle', input.photos, 'before')
    requirePhoto(scene.policy, 'self-handle', input.photosAfter, 'after')
    const standard = await filingStandard(scene, input.typeCode, input.conditionNumber)
    const handled = {
      unitId: actor.unitId,
      handlerId: actor.personId,
      handledBy: actor.personId ? [actor.personId] : [],
      handledAt: actor.at,
      filedAt: actor.at,
    }
    const done = input.doneAt === undefined ? null : heardDoneAt(scene, input.doneAt, input.foundAt)
    return {
      to: 'closed',
      set: { ...standard, ...handled, selfHandled: true, outcome: 'solved' },
      photos: input.photosAfter,
      photosAt: done?.believed ?? input.foundAt,
      given: { result: input.result, ...(done && doneAtGiven(done)) },
    }
  })

/** The moment told of handling on the spot: nobody handles what they have not found, where that moment itself can be. */
function heardDoneAt({ actor, policy }: Intake, told: Date, foundAt: Date | null): DoneAt {
  const found = foundAt === null ? null : judgeDoneAt(foundAt, actor.at, null, policy).believed
  return judgeDoneAt(told, actor.at, found, policy)
}

interface Entry {
  readonly to: Stage
  readonly set: CaseChanges
  readonly photos: readonly string[]
  /** When they were taken, where that is told. */
  readonly photosAt: Date | null
  readonly given?: Record<string, unknown>
}

async function intake(tx: Db, actor: Actor, action: ActionName, input: Report, enter: (scene: Intake) => Promise<Entry>): Promise<Receipt> {
  const first = await findEventByRequest(tx, actor.cityId, input.requestId)
  if (first) return answerAgain(tx, actor, action, first, input)
  const city = await findCity(tx, actor.cityId)
  if (!city) throw caseProblems.outsideCity(input.lon, input.lat)
  const scene = { tx, actor, policy: policyOf(city.settings), today: localDay(actor.at, city.timeZone) }
  const point = toStored(input.lon, input.lat, input.datum)
  const place = await locateCase(tx, actor.cityId, point, scene.today)
  const blank: CaseState = { ...BLANK, cityId: actor.cityId, id: input.requestId }
  if (!mayDo(actor, ruleOf(action).permission)) throw caseProblems.refused(action, 'no_permission', blank)
  if (!coversPlace(actor, place.placeCode)) throw caseProblems.refused(action, 'outside_area', blank)
  await checkRegisters(tx, actor, input)
  const entry = await enter(scene)
  const before = await withPhotos(tx, actor, { ...point, version: 0, photos: [] }, input.photos, 'before', scene.policy, input.foundAt)
  const photos = await withPhotos(tx, actor, { ...point, version: 0, photos: before }, entry.photos, 'after', scene.policy, entry.photosAt)
  const set: CaseChanges = {
    ...firstFacts(actor, input, entry.to, scene.policy),
    ...point,
    number: caseNumber(place.districtCode ?? place.zoneCode ?? actor.cityId, scene.today, randomBytes(6)),
    placeCode: place.placeCode,
    zoneCode: place.zoneCode,
    regionClass: place.regionClass,
    ...entry.set,
    photos,
  }
  const given = { ...entry.given, datum: input.datum, ...(input.foundAt && { foundAt: input.foundAt }) }
  return record(scene, action, entry.to, blank, set, given, input, Object.values(place.names))
}

/** A code that is named must be in its register, in the actor's area: a slip of the finger would lose the link without a word. */
async function checkRegisters(tx: Db, actor: Actor, { componentCode, shopfrontCode }: Report): Promise<void> {
  const known = (row: { gridCode: string | null } | undefined): boolean =>
    row !== undefined && (row.gridCode === null || coversPlace(actor, row.gridCode))
  if (componentCode !== null && !known(await findComponent(tx, actor.cityId, componentCode)))
    throw caseProblems.unknownComponent(componentCode)
  if (shopfrontCode !== null && !known(await findShopfront(tx, actor.cityId, shopfrontCode)))
    throw caseProblems.unknownShopfront(shopfrontCode)
}

/** What every report sets: three levels, origin and channel, the words, and the first stage's clock. */
function firstFacts(actor: Actor, input: Report, to: Stage, policy: CasePolicy): CaseChanges {
  return {
    stageEnteredAt: actor.at,
    stageDueAt: stageDue(policy, to, actor.at),
    reportedAt: actor.at,
    closedAt: isOpen(to) ? null : actor.at,
    origin: input.origin,
    channel: input.channel,
    originLevel: actor.level,
    loopLevel: actor.level,
    closingLevel: actor.level,
    description: input.description,
    address: input.address,
    impactArea: input.impactArea,
    componentCode: input.componentCode,
    shopfrontCode: input.shopfrontCode,
    reporterId: actor.personId,
    reporterUnitId: actor.unitId,
  }
}

async function record(
  { tx, actor, policy }: Intake,
  action: ActionName,
  to: Stage,
  blank: CaseState,
  set: CaseChanges,
  given: Record<string, unknown>,
  input: Report,
  names: readonly (string | null)[],
): Promise<Receipt> {
  // biome-ignore format: a signature
  if (!leadsTo(action, null, to)) throw new Error(`${action} may not lead to ${to}`)
  const event = nextEvent(blank, actor, input.requestId, action, to, { asked: askedOf(input), given, set })
  const row: CaseState = { ...blank, ...set, stage: to, version: event.seq, headHash: event.hash }
  const searchText = foldText([row.number, row.address, row.description, ...names].filter(Boolean).join('\n'))
  await insertCase(tx, row, searchText, event, announcementOf(actor, row, event, null))
  if (input.contact) {
    const deleteAfter = new Date(actor.at.getTime() + policy.contactRetentionDays * 86_400_000)
    await insertContact(tx, { cityId: row.cityId, caseId: row.id, ...input.contact, deleteAfter })
  }
  return receiptOf(event, row.number)
}

async function answerAgain(
  tx: Db,
  actor: Actor,
  action: ActionName,
  first: NonNullable<Awaited<ReturnType<typeof findEventByRequest>>>,
  input: Report,
): Promise<Receipt> {
  const row = await findCase(tx, actor.cityId, first.caseId)
  if (!row || !isRepeat(first, actor, action, input)) throw caseProblems.reused(first.requestId)
  return receiptOf(first, row.number)
}
