import { OutlineCollection, OutlineQuery, PreviewAnswer, PreviewInput, RedrawAnswer, RedrawInput } from '#organisation/contract-changes.ts'
import { previewOutlines } from '#organisation/preview-outlines.ts'
import type { SupposedOutline } from '#organisation/queries-coverage.ts'
import { redrawOutlines } from '#organisation/redraw-outlines.ts'
import { toStoredArea } from '#organisation/stored-area.ts'
import { viewOutlines } from '#organisation/view-places.ts'
import type { Datum } from '#platform/datum-names.ts'
import { type AnyRoute, route } from '#platform/route.ts'

const tag = 'organisation'

const stored = (outlines: readonly SupposedOutline[], datum: Datum): SupposedOutline[] =>
  outlines.map(({ kind, code, area }) => ({ kind, code, area: toStoredArea(area, datum) }))

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
    handle: ({ tx, actor, body: { outlines, on, datum } }) => previewOutlines(tx, actor, { outlines: stored(outlines, datum), on }),
  }),
  route({
    method: 'POST',
    path: '/api/outlines',
    permission: 'organisation.edit',
    tag,
    audit: 'outline.redraw',
    summary: { zh: '调整边界', en: 'Move borders' },
    body: RedrawInput,
    answer: RedrawAnswer,
    handle: ({ tx, actor, body: { outlines, on, datum } }) => redrawOutlines(tx, actor, { outlines: stored(outlines, datum), on }),
  }),
]
