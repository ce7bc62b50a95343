import { TileParams } from '#cases/contract-tiles.ts'

/** Closer in, a blurred point would look like an exact one. */
export const MOST_ZOOM = 17
export const PublicTileParams = TileParams.refine(({ z }) => z <= MOST_ZOOM, {
  path: ['z'],
  error: `至多 ${MOST_ZOOM} 级 / at most ${MOST_ZOOM}`,
})
