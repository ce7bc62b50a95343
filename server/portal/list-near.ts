import type { z } from 'zod'
import type { Actor } from '#platform/actor.ts'
import { toStored } from '#platform/datum.ts'
import type { Db } from '#platform/db.ts'
import { degreesAround, metresApart, type Point } from '#portal/blur.ts'
import { readRef } from '#portal/case-ref.ts'
import type { MeTooAnswer, MeTooBody, NearAnswer, NearQuery } from '#portal/contract.ts'
import { openPortal } from '#portal/open-portal.ts'
import { type PortalParts, refKey } from '#portal/parts.ts'
import { portalProblems } from '#portal/problems.ts'
import { insertMeToo, listMeTooCounts } from '#portal/queries.ts'
import { findOpenPublicCase, listPublicCases } from '#portal/queries-map.ts'
import { scopeOf, showPublic } from '#portal/show-public.ts'
import { PLAIN_STAGES, stateOf } from '#portal/stages.ts'
import { spendForm } from '#portal/take-form.ts'

/** How far from a point somebody might mean the same problem, and the most that is read and shown of what lies there. */
const METRES = 120
const MOST_READ = 300
const MOST_SHOWN = 5
/** A cell's diagonal, so that what is shown within reach was read. */
const CELL_METRES = 120

/**
 * Open cases near a point that may be the very problem somebody is about to report, nearest first. Distances, and what is near at all, go by the point
 * that is shown: by the true one a few questions from around would find a blurred case by its distances. Throws portal.closed.
 */
export async function listNear(
  tx: Db,
  actor: Actor,
  parts: PortalParts,
  asked: z.output<typeof NearQuery>,
): Promise<z.input<typeof NearAnswer>> {
  const portal = await openPortal(tx, actor.cityId)
  const here = toStored(asked.lon, asked.lat, asked.datum)
  const rows = await listPublicCases(tx, { ...scopeOf(portal, actor.at), closedSince: actor.at }, boundsAround(here), MOST_READ)
  const key = refKey(parts, actor.cityId)
  const near = rows
    .map((row) => ({ id: row.id, ...showPublic(portal, key, row) }))
    .map((shown) => ({ ...shown, metres: Math.round(metresApart(here, shown) / 10) * 10 }))
    .filter(
      ({ metres, topic, stage }) => metres <= METRES && stateOf(stage) !== 'done' && (asked.topic === undefined || topic === asked.topic),
    )
    .toSorted((a, b) => a.metres - b.metres)
    .slice(0, MOST_SHOWN)
  const counts = await listMeTooCounts(
    tx,
    actor.cityId,
    near.map(({ id }) => id),
  )
  return { cases: near.map(({ id, stage, ...shown }) => ({ ...shown, stage: { ...PLAIN_STAGES[stage] }, meToo: counts.get(id) ?? 0 })) }
}

function boundsAround(here: Point) {
  const { lon, lat } = degreesAround(here, METRES + CELL_METRES)
  return { west: here.lon - lon, east: here.lon + lon, south: here.lat - lat, north: here.lat + lat }
}

/** "我也遇到": one more who has the same problem. It only counts; a form counts once. Throws portal.unknown_ref and what spendForm throws. */
export async function addMeToo(
  tx: Db,
  actor: Actor,
  parts: PortalParts,
  ref: string,
  sent: z.output<typeof MeTooBody>,
): Promise<z.input<typeof MeTooAnswer>> {
  const portal = await openPortal(tx, actor.cityId)
  const found = await findOpenPublicCase(tx, scopeOf(portal, actor.at), readRef(ref, refKey(parts, actor.cityId)))
  if (!found) throw portalProblems.unknownRef()
  const form = await spendForm(tx, actor, parts, portal, sent, `me-too:${found.id}`)
  await insertMeToo(tx, { cityId: actor.cityId, formId: form.id, caseId: found.id, at: actor.at })
  return { meToo: (await listMeTooCounts(tx, actor.cityId, [found.id])).get(found.id) ?? 0 }
}
