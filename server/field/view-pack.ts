import { createHash } from 'node:crypto'
import { RETURN_REASONS } from '#cases/contract.ts'
import { policyOf } from '#cases/policy.ts'
import { RETURN_REASON_WORDS } from '#cases/reason-words.ts'
import { findCatalogueInForce, listFilingConditions, listProblemTypes } from '#catalogue/queries.ts'
import { CELL_METRES, cellsWithin } from '#field/cells.ts'
import type { PackAnswer, PackQuery } from '#field/contract.ts'
import { WRONG_FROM_SECONDS } from '#field/device-clock.ts'
import { fieldPolicyOf } from '#field/policy.ts'
import { type GridOutline, listGridsIn, listGridsWorkedBy } from '#field/queries-grids.ts'
import { estimatedBytes, tilesOver } from '#field/tile-list.ts'
import { CHUNK_BYTES, EXTENSIONS, MOST_OPEN, TUS_VERSION, UPLOAD_HOURS, UPLOADS_PATH } from '#field/upload-rules.ts'
import { readCityToday } from '#organisation/city-today.ts'
import { findPost } from '#organisation/queries-posts.ts'
import { findUnit } from '#organisation/queries-units.ts'
import { type Actor, mayDo } from '#platform/actor.ts'
import { toStored } from '#platform/datum.ts'
import { DATUMS } from '#platform/datum-names.ts'
import type { Db } from '#platform/db.ts'
import { httpProblems } from '#platform/http-problems.ts'
import { PHOTO_BYTES } from '#platform/photo.ts'
import { pinyinOf } from '#platform/pinyin.ts'

type Packed<Key extends keyof PackAnswer> = PackAnswer[Key]
/** Grids on a phone at once. */
const MOST_GRIDS = 40
const MOST_PHOTOS = 9

async function packMe(tx: Db, actor: Actor): Promise<Packed<'me'>> {
  const { personId, postId } = actor
  const post = postId === null ? undefined : await findPost(tx, actor.cityId, postId)
  const unit = post && (await findUnit(tx, actor.cityId, post.unitId))
  if (personId === null || !post || !unit) throw httpProblems.sessionRequired()
  return {
    personId,
    postId: post.id,
    title: post.title,
    titleEn: post.titleEn,
    unitId: unit.id,
    unitName: unit.name,
    unitNameEn: unit.nameEn,
    level: actor.level,
    areas: [...actor.areas],
    permissions: [...actor.permissions].sort(),
  }
}

interface MyGrids {
  readonly basis: 'mine' | 'area'
  readonly found: readonly GridOutline[]
}

/** The grids the person works in; of whoever has none, the nearest of the post's areas. */
async function myGrids(tx: Db, actor: Actor, query: PackQuery, today: string): Promise<MyGrids> {
  const mine = actor.personId === null ? [] : await listGridsWorkedBy(tx, actor.cityId, actor.personId, today, MOST_GRIDS + 1)
  if (mine.length > 0) return { basis: 'mine', found: mine }
  const point = query.lon === undefined || query.lat === undefined ? undefined : toStored(query.lon, query.lat, query.datum)
  return { basis: 'area', found: await listGridsIn(tx, actor.cityId, actor.areas, today, point, MOST_GRIDS + 1) }
}

const packGrids = ({ basis, found }: MyGrids): Packed<'grids'> => ({
  basis,
  more: found.length > MOST_GRIDS,
  items: found.slice(0, MOST_GRIDS).map(({ code, name, communityCode, area, drawn }) => ({
    code,
    name,
    communityCode,
    cells: cellsWithin(area)?.length ?? null,
    area: drawn,
  })),
})

async function packCatalogue(tx: Db, cityId: string, today: string): Promise<Packed<'catalogue'>> {
  const version = await findCatalogueInForce(tx, cityId, today)
  if (!version) return null
  const conditions = Map.groupBy(await listFilingConditions(tx, cityId, version.id), ({ typeCode }) => typeCode)
  const types = (await listProblemTypes(tx, cityId, version.id)).map(({ code, name, nameEn, className, classNameEn, domain, kind }) => ({
    code, name, nameEn, className, classNameEn, domain, kind,
    initials: pinyinOf(name).initials,
    conditions: (conditions.get(code) ?? []).map(({ number, filing, closing, urgency }) => ({ number, filing, closing, urgency })),
  })) // biome-ignore format: one row a line
  return { versionId: version.id, number: version.number, types }
}

function packTiles({ found }: MyGrids): Packed<'tiles'> {
  const zooms = tilesOver(found.slice(0, MOST_GRIDS).map(({ west, south, east, north }) => [west, south, east, north]))
  const count = zooms.reduce((sum, { tiles }) => sum + tiles.length, 0)
  return { template: '/api/tiles/grids/{z}/{x}/{y}', zooms, count, estimatedBytes: estimatedBytes(zooms) }
}

/** Everything a phone needs for a shift without a network, with its version: the same content has the same one, whenever it is asked for. */
export async function viewPack(tx: Db, actor: Actor, query: PackQuery): Promise<PackAnswer> {
  const { city, today } = await readCityToday(tx, actor)
  const [cases, field] = [policyOf(city.settings), fieldPolicyOf(city.settings)]
  const grids = await myGrids(tx, actor, query, today)
  const content = {
    me: await packMe(tx, actor),
    datum: { stored: 'wgs84' as const, accepted: [...DATUMS] },
    grids: packGrids(grids),
    catalogue: await packCatalogue(tx, actor.cityId, today),
    photos: {
      required: [...cases.photoRequired],
      mostPerStep: MOST_PHOTOS,
      mostBytes: PHOTO_BYTES,
      farFromMetres: cases.photoMaxDistanceMetres,
      oldFromMinutes: cases.photoMaxAgeMinutes,
    },
    selfHandling: { allowed: mayDo(actor, 'case.self-handle') },
    returnReasons: RETURN_REASONS.map((code) => ({ code, ...RETURN_REASON_WORDS[code] })),
    uploads: {
      path: UPLOADS_PATH,
      tusVersion: TUS_VERSION,
      extensions: [...EXTENSIONS],
      chunkBytes: CHUNK_BYTES,
      mostOpen: MOST_OPEN,
      hours: UPLOAD_HOURS,
    },
    patrol: {
      shiftHours: field.shiftHours,
      lateDays: field.lateDays,
      cellMetres: CELL_METRES,
      accuracyMetres: field.checkInAccuracyMetres,
      clockWrongFromSeconds: WRONG_FROM_SECONDS,
    },
    tiles: packTiles(grids),
  }
  const version = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 32)
  return { version, serverTime: actor.at.toISOString(), ...content }
}
