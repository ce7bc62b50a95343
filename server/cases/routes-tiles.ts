import { CaseTileQuery, TileParams } from '#cases/contract-tiles.ts'
import { drawCaseTile, drawGridTile } from '#cases/draw-tile.ts'
import { TILE_TYPE } from '#cases/tiles.ts'
import { type Actor, mayDo } from '#platform/actor.ts'
import { taggedAnswer } from '#platform/entity-tag.ts'
import { httpProblems } from '#platform/http-problems.ts'
import { type AnyRoute, rawRoute } from '#platform/route.ts'

/** Always asked again: whoever signs in next on the same device must not be shown what the last one saw. */
const ASK_AGAIN = 'private, no-cache'
const KEEP_FIVE_MINUTES = 'private, max-age=300'

function requireReader(actor: Actor): void {
  if (!mayDo(actor, 'case.read') && !mayDo(actor, 'case.read-own')) throw httpProblems.permissionDenied('case.read-own')
}

/** Vector tiles of the map: the cases an actor may see, and the places of the city. 204 where there is nothing to draw. */
export const tileRoutes: readonly AnyRoute[] = [
  rawRoute({
    method: 'GET',
    path: '/api/tiles/cases/:z/:x/:y',
    permission: 'signed-in',
    summary: { zh: '案卷矢量瓦片（须有 case.read 或 case.read-own）', en: 'Vector tile of cases (case.read or case.read-own)' },
    tag: 'map',
    params: TileParams,
    query: CaseTileQuery,
    anyQuery: 'a map passes on the filter of its list whole; what tiles do not filter by is left to the list beside it',
    answerType: TILE_TYPE,
    alsoAnswers: [204, 304, 403],
    handle: async ({ tx, actor, params, query, exchange }) => {
      requireReader(actor)
      return taggedAnswer(await drawCaseTile(tx, actor, params, query), exchange.header('if-none-match'), ASK_AGAIN)
    },
  }),
  rawRoute({
    method: 'GET',
    path: '/api/tiles/grids/:z/:x/:y',
    permission: 'signed-in',
    summary: { zh: '区划与网格矢量瓦片', en: 'Vector tile of divisions and grids' },
    tag: 'map',
    params: TileParams,
    answerType: TILE_TYPE,
    alsoAnswers: [204, 304],
    handle: async ({ tx, actor, params, exchange }) =>
      taggedAnswer(await drawGridTile(tx, actor, params), exchange.header('if-none-match'), KEEP_FIVE_MINUTES),
  }),
]
