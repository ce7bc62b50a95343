import { renderSVG } from 'uqr'
import { registerProblems } from '#cases/problems-registers.ts'
import { findComponent, findShopfront } from '#cases/queries-registers.ts'
import type { QrKind } from '#field/contract-qr.ts'
import { fieldProblems } from '#field/problems.ts'
import { readCityToday } from '#organisation/city-today.ts'
import { findGrid } from '#organisation/queries-grids.ts'
import { type Actor, coversPlace } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'

/** What a code on the street leads to: a report that is filled in already. `publicUrl` without a slash at the end. */
export const reportAddress = (publicUrl: string, kind: QrKind, code: string): string =>
  `${publicUrl}/field/report?${kind}=${encodeURIComponent(code)}`

/** A QR code as SVG (ISO/IEC 18004), level M: a seventh of it may be scratched or dirty; four modules of quiet around it. */
export const qrSvg = (text: string): string => renderSVG(text, { ecc: 'M', border: 4 })

/** Refuses a thing that is not there or lies outside the actor's area. Throws field.no_grid, register.not_found. */
export async function requireReadable(tx: Db, actor: Actor, kind: QrKind, code: string): Promise<void> {
  if (kind === 'grid') return void (await readableGrid(tx, actor, code))
  const found = await (kind === 'component' ? findComponent : findShopfront)(tx, actor.cityId, code)
  if (!found || (found.gridCode !== null && !coversPlace(actor, found.gridCode))) throw registerProblems.notFound(code)
}

/** A management grid of the actor's area, today. Throws field.no_grid. */
export async function readableGrid(tx: Db, actor: Actor, code: string) {
  const grid = await findGrid(tx, actor.cityId, 'management', code, (await readCityToday(tx, actor)).today)
  if (!grid || !coversPlace(actor, code)) throw fieldProblems.noGrid(code)
  return grid
}
