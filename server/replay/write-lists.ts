import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { GridComparison, Replayed, VerdictComparison } from '#replay/compare.ts'
import type { PlannedRequest } from '#replay/drive-request.ts'

type Cell = string | number | boolean | Date | null | undefined

const spell = (cell: Cell): string => {
  const text = cell instanceof Date ? cell.toISOString() : String(cell ?? '')
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
const csv = (header: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  [header, ...rows].map((row) => `${row.map(spell).join(',')}\n`).join('')

/** Requests that did not get their place by their own point, with the reason. */
export function placedOtherwise(plans: readonly PlannedRequest[]): string {
  const rows = plans.filter(({ placement }) => placement.by !== 'point')
  return csv(
    ['row', 'id', 'longitude', 'latitude', 'recorded_grid', 'placed_by', 'reason'],
    rows.map(({ request: { row, id, point, recordedGrid }, placement: { by, reason } }) => [
      row,
      id,
      point?.lon,
      point?.lat,
      recordedGrid,
      by,
      reason,
    ]),
  )
}

/** Requests without a target, with the limit they were dispatched under instead. */
export function withoutTarget(plans: readonly PlannedRequest[], limitOf: (typeCode: string) => string): string {
  const rows = plans.filter(({ request }) => request.targetAt === null)
  return csv(
    ['row', 'id', 'type_code', 'type', 'limit'],
    rows.map(({ request, typeCode }) => [request.row, request.id, typeCode, request.type, limitOf(typeCode)]),
  )
}

/** Requests of which our verdict is not the recorded one. */
export const verdictList = ({ disagreements }: VerdictComparison): string =>
  csv(
    ['row', 'id', 'case', 'opened', 'target', 'closed', 'recorded_on_time', 'our_on_time', 'reason'],
    disagreements.map(({ plan: { request: r }, outcome, reason }) => [
      r.row, r.id, outcome.number, r.openedAt, r.targetAt, r.closedAt, r.recordedOnTime, outcome.onTime, reason,
    ]), // biome-ignore format: one row
  )

/** Requests whose point lies in another grid than the recorded one. */
export const gridList = ({ disagreements }: GridComparison): string =>
  csv(
    ['row', 'id', 'case', 'longitude', 'latitude', 'recorded_grid', 'place_code', 'reason'],
    disagreements.map(({ plan: { request: r }, outcome, reason }) => [
      r.row, r.id, outcome.number, r.point?.lon, r.point?.lat, r.recordedGrid, outcome.placeCode, reason,
    ]), // biome-ignore format: one row
  )

/** Requests whose case is not where it should be. */
export const incompleteList = (replayed: Replayed): string =>
  csv(
    ['row', 'id', 'case', 'stage', 'version'],
    replayed.map(([{ request }, { number, stage, version }]) => [request.row, request.id, number, stage, version]),
  )

/** Writes the files into a directory (made when missing); returns their paths. */
export function writeFiles(outDir: string, files: Readonly<Record<string, string>>): string[] {
  mkdirSync(outDir, { recursive: true })
  return Object.entries(files).map(([name, text]) => {
    const path = join(outDir, name)
    writeFileSync(path, text)
    return path
  })
}
