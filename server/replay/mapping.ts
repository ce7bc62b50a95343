import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { ORIGINS } from '#cases/case-state.ts'
import { CHANNELS } from '#cases/contract.ts'
import { LIMIT_UNITS } from '#catalogue/time-limit.ts'
import { DATUMS } from '#platform/datum-names.ts'
import { type InputFlaw, replayProblems } from '#replay/problems.ts'

const text = z.string().trim().min(1)
const day = z.iso.date()
const clock = z.string().regex(/^\d{2}:\d{2}$/)
const source = z.strictObject({ origin: z.enum(ORIGINS), channel: z.enum(CHANNELS) })
const zone = text.refine(isTimeZone, { error: 'must be an IANA time zone such as America/New_York' })

const columns = z.strictObject({
  id: text,
  openedAt: text,
  targetAt: text,
  closedAt: text,
  onTime: text,
  typeClass: text,
  type: text,
  department: text,
  title: text,
  address: text,
  grid: text,
  longitude: text,
  latitude: text,
  source: text,
  result: text,
})

/** What a mapping file says: the city to make, where each fact stands in the request file, and how the area file names its areas. */
export const Mapping = z.strictObject({
  city: z.strictObject({
    id: text.max(20),
    /** The beginning of every place code. */
    code: z.string().regex(/^[0-9A-Z]{1,8}$/),
    name: text,
    nameEn: text,
    timeZone: zone,
  }),
  columns,
  /** The two spellings of the recorded verdict; anything else is "not recorded". */
  onTime: z.strictObject({ yes: text, no: text }),
  datum: z.enum(DATUMS).default('wgs84'),
  areas: z.strictObject({
    /** Property of each feature that holds the code by which requests name it. */
    code: text,
    /** How many leading characters of that code name the district. */
    districtCharacters: z.int().positive(),
    /** `{code}` stands for the code. */
    gridName: z.strictObject({ zh: text, en: text }),
    districtName: z.strictObject({ zh: text, en: text }),
    /** District code of the land around all areas: for requests that lie in none of them. */
    outside: z.strictObject({ code: z.string().regex(/^[0-9A-Z]+$/), zh: text, en: text }),
  }),
  departments: z.record(z.string(), z.strictObject({ name: text, nameEn: text })).default({}),
  sources: z.record(z.string(), source).default({}),
  otherSource: source.default({ origin: 'operator', channel: 'other' }),
  /** The limit of a type of which no request has a target. */
  defaultLimit: z.strictObject({ value: z.number().positive(), unit: z.enum(LIMIT_UNITS) }),
  calendar: z.strictObject({
    years: z.array(z.int().min(1900).max(9998)).min(1),
    daysOff: z.array(z.strictObject({ day, name: text })),
    slots: z.array(z.strictObject({ from: clock, to: clock })).min(1),
  }),
  /** More of the city's policy on cases (settings.cases). */
  policy: z.record(z.string(), z.unknown()).default({}),
})
export type Mapping = z.output<typeof Mapping>

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** Reads a mapping file. Throws replay.unreadable, or replay.bad_mapping with every field at fault. */
export function readMapping(path: string): Mapping {
  const read = Mapping.safeParse(parseJson(path))
  if (read.success) return read.data
  const flaws = read.error.issues.map((issue): InputFlaw => {
    const [column, en] = [issue.path.join('.') || 'mapping', issue.message]
    return { row: null, column, value: '', rule: { zh: `映射文件此项有误（${en}）`, en } }
  })
  throw replayProblems.badMapping(path, flaws)
}

/** The JSON of a file. Throws replay.unreadable. */
export function parseJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw replayProblems.unreadable(path, error instanceof Error ? error.message : String(error))
  }
}
