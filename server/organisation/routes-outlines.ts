import type { Area } from '#organisation/area.ts'
import { carveGrid } from '#organisation/carve-grid.ts'
import {
  CarveAnswer,
  CarveInput,
  OutlineCollection,
  OutlineQuery,
  PreviewAnswer,
  PreviewInput,
  RedrawAnswer,
  RedrawInput,
} from '#organisation/contract-changes.ts'
import { previewOutlines } from '#organisation/preview-outlines.ts'
import { redrawOutlines } from '#organisation/redraw-outlines.ts'
import { toStoredArea } from '#organisation/stored-area.ts'
import { viewOutlines } from '#organisation/view-places.ts'
import type { Datum } from '#platform/datum-names.ts'
import { type AnyRoute, route } from '#platform/route.ts'

const tag = 'organisation'

const stored = <Drawn extends { readonly area: Area }>(drawn: readonly Drawn[], datum: Datum): Drawn[] =>
  drawn.map((each) => ({ ...each, area: toStoredArea(each.area, datum) }))

/** Outlines: to draw and snap to, to try, to save. */
export const outlineRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/outlines',
    permission: 'organisation.read',
    tag,
    summary: {
      zh: '上级之下及邻近的边界（GeoJSON），供绘制与吸附',
      en: 'Outlines below a parent and around it (GeoJSON), to draw and snap to',
    },
    query: OutlineQuery,
    answer: OutlineCollection,
    handle: ({ tx, actor, query }) => viewOutlines(tx, actor, query),
  }),
  route({
    method: 'POST',
    path: '/api/outlines/preview',
    permission: 'organisation.edit',
    tag,
    summary: {
      zh: '试算边界调整：盲区、重叠、越界；不保存',
      en: 'What moved borders would do: gaps, overlaps, parts outside; saves nothing',
    },
    body: PreviewInput,
    answer: PreviewAnswer,
    handle: ({ tx, actor, body: { outlines, added, on, datum } }) =>
      previewOutlines(tx, actor, { outlines: stored(outlines, datum), added: stored(added, datum), on }),
  }),
  route({
    method: 'POST',
    path: '/api/outlines/carve',
    permission: 'organisation.edit',
    tag,
    summary: {
      zh: '从相邻网格中划出一个新网格，试算各自的边界；不保存',
      en: 'Carve a new grid out of those around it: the outlines of all; saves nothing',
    },
    body: CarveInput,
    answer: CarveAnswer,
    handle: ({ tx, actor, body: { parent, kind, area, others, on, datum } }) =>
      carveGrid(tx, actor, { parent, kind, area: toStoredArea(area, datum), others: stored(others, datum), on }),
  }),
  route({
    method: 'POST',
    path: '/api/outlines',
    permission: 'organisation.edit',
    tag,
    audit: 'outline.redraw',
    summary: { zh: '调整边界，并可同时新增网格', en: 'Move borders, and add grids in the same edit' },
    body: RedrawInput,
    answer: RedrawAnswer,
    handle: ({ tx, actor, body: { outlines, added, on, datum } }) =>
      redrawOutlines(tx, actor, { outlines: stored(outlines, datum), added: stored(added, datum), on }),
  }),
]
