import { z } from 'zod'
import { PHOTO_PURPOSES } from '#cases/case-state.ts'
import { RETURN_REASONS } from '#cases/contract.ts'
import { CaseRowAnswer } from '#cases/contract-answers.ts'
import { CasePolicy } from '#cases/policy.ts'
import { LONGEST_CURSOR } from '#field/cursor-size.ts'
import { LEVELS } from '#platform/actor.ts'
import { identifier } from '#platform/contract-identifier.ts'
import { DATUMS } from '#platform/datum-names.ts'

const degrees = (most: number) => z.coerce.number().min(-most).max(most)
const place = { lon: degrees(180), lat: degrees(90), datum: z.enum(DATUMS).default('wgs84') }
const together = { path: ['lat'], error: 'lon 与 lat 须一并给出 / lon and lat go together' }

/** Where the phone is, for whoever has no grids of their own: the nearest of the area are packed. */
export const PackQuery = z
  .object({ lon: place.lon.optional(), lat: place.lat.optional(), datum: place.datum })
  .refine(({ lon, lat }) => (lon === undefined) === (lat === undefined), together)
export type PackQuery = z.output<typeof PackQuery>

const words = z.object({ zh: z.string(), en: z.string() })
const position = z.tuple([z.number(), z.number()]).readonly()
const ring = z.array(position).readonly()
const area = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(ring).readonly() }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring).readonly()).readonly() }),
])

const packedCondition = z.object({ number: z.number(), filing: z.string(), closing: z.string(), urgency: z.enum(['urgent', 'normal']) })
const packedType = z.object({
  code: z.string(),
  name: z.string(),
  nameEn: z.string(),
  className: z.string(),
  classNameEn: z.string(),
  /** First letters of the name in pinyin. */
  initials: z.string(),
  domain: z.enum(['urban', 'water', 'air']),
  kind: z.enum(['component', 'event']),
  conditions: z.array(packedCondition),
})

/** Everything a phone needs for a shift without a network. */
export const PackAnswer = z.object({
  /** Of the content: the same content has the same version. */
  version: z.string(),
  /** When this was made; an unchanged pack is told by 304 and its Date header. */
  serverTime: z.string(),
  me: z.object({
    personId: identifier,
    postId: identifier,
    title: z.string(),
    titleEn: z.string().nullable(),
    unitId: identifier,
    unitName: z.string(),
    unitNameEn: z.string().nullable(),
    level: z.enum(LEVELS),
    areas: z.array(z.string()),
    permissions: z.array(z.string()),
  }),
  /** In which outlines and answers are; and those a place may be given in. */
  datum: z.object({ stored: z.literal('wgs84'), accepted: z.array(z.enum(DATUMS)) }),
  grids: z.object({
    /** mine: the person works in them; area: the nearest of the post's areas. */
    basis: z.enum(['mine', 'area']),
    /** There are more than were packed. */
    more: z.boolean(),
    items: z.array(
      z.object({ code: z.string(), name: z.string(), communityCode: z.string(), cells: z.number().nullable(), area }),
    ),
  }),
  catalogue: z.object({ versionId: identifier, number: z.number(), types: z.array(packedType) }).nullable(),
  photos: z.object({
    required: CasePolicy.shape.photoRequired,
    mostPerStep: z.number(),
    mostBytes: z.number(),
    farFromMetres: z.number(),
    oldFromMinutes: z.number(),
  }),
  selfHandling: z.object({ allowed: z.boolean() }),
  returnReasons: z.array(words.extend({ code: z.enum(RETURN_REASONS) })),
  uploads: z.object({
    path: z.string(),
    tusVersion: z.string(),
    extensions: z.array(z.string()),
    chunkBytes: z.number(),
    mostOpen: z.number(),
    hours: z.number(),
  }),
  patrol: z.object({ shiftHours: z.number(), lateDays: z.number(), cellMetres: z.number(), accuracyMetres: z.number(), clockWrongFromSeconds: z.number() }),
  tiles: z.object({
    template: z.string(),
    zooms: z.array(z.object({ z: z.number(), tiles: z.array(z.tuple([z.number(), z.number()]).readonly()).readonly() })),
    count: z.number(),
    estimatedBytes: z.number(),
  }),
}) // biome-ignore format: wide rows
export type PackAnswer = z.input<typeof PackAnswer>

/** `since` is the cursor of the answer before. */
export const TasksQuery = z.object({ since: z.string().min(1).max(LONGEST_CURSOR).optional() })
export const WAITS = ['verify', 'check', 'receive', 'report-back', 'finish-part'] as const
export const TasksAnswer = z.object({
  /** A whole answer: what the phone holds besides is of no use any more. */
  full: z.boolean(),
  serverTime: z.string(),
  /** New or moved since, the most urgent first. */
  tasks: z.array(
    CaseRowAnswer.extend({
      /** Which step waits; the others that are possible follow from the row (row-refusal.ts). */
      waits: z.enum(WAITS),
      photos: z.array(z.object({ fileId: identifier, purpose: z.enum(PHOTO_PURPOSES) })),
    }),
  ),
  /** Cases that wait no more. */
  gone: z.array(identifier),
  total: z.number(),
  /** There are more than a phone is told of. */
  more: z.boolean(),
  cursor: z.string(),
})

export const SuggestionsQuery = z.object(place)
export type SuggestionsQuery = z.output<typeof SuggestionsQuery>
export const SuggestionsAnswer = z.object({
  types: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      nameEn: z.string(),
      score: z.number(),
      /** How many reports near here, of mine and at this time of day speak for it. */
      near: z.number(),
      mine: z.number(),
      atThisHour: z.number(),
    }),
  ),
})
