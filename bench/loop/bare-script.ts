import type { Pool } from 'pg'

/** One step of a real case: the event it left, and what the outbox was told. */
interface Step {
  readonly action: string
  readonly fromStage: string | null
  readonly toStage: string
  readonly data: string
  readonly topic: string
  readonly told: string
  readonly postId: string | null
  readonly personId: string | null
  readonly unitId: string | null
}

const snake = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
/** A colon before a letter or digit would name a variable of pgbench. */
const harmless = (text: string): string => text.replaceAll(':', ': ')
const text = (value: string): string => `'${harmless(value).replaceAll("'", "''")}'`
const INSTANT = /^\d{4}-\d\d-\d\dT/

function literal(value: unknown): string {
  if (value === null) return 'null'
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return INSTANT.test(value) ? 'now()' : text(value)
  return text(JSON.stringify(value))
}

const ID = ':id'
const HASH = "repeat('0123456789abcdef', 4)"

const columnsOf = (data: string): [string, string][] => {
  const { set } = JSON.parse(data) as { set: Record<string, unknown> }
  return Object.entries(set).map(([key, value]) => [snake(key), literal(value)])
}

const nameOf = (value: string | null): string => (value === null ? 'null' : `'${value}'`)

function eventRow({ action, fromStage, toStage, data, postId, personId, unitId }: Step, cityId: string, seq: number): string {
  const request = seq === 1 ? ID : `:r${seq}`
  const who = [personId, postId, unitId].map(nameOf).join(', ')
  const stages = `${nameOf(fromStage)}, '${toStage}'`
  return `insert into case_event (city_id, case_id, seq, request_id, action, from_stage, to_stage, at, person_id, post_id, unit_id, data, prev_hash, hash)
 values ('${cityId}', ${ID}, ${seq}, ${request}, '${action}', ${stages}, now(), ${who}, ${text(data)}, ${HASH}, ${HASH})`
}

/** Marked as handed on: nobody is to work on it meanwhile, and the writing costs the same. */
const outboxRow = ({ topic, told }: Step, cityId: string, seq: number): string =>
  `insert into outbox (city_id, id, topic, subject_id, data, at, processed_at) values ('${cityId}', :o${seq}, '${topic}', ${ID}, ${text(told)}, now(), now())`

/** The first step: the row itself. The number must differ, so it is made of the id. */
function insertCase(step: Step, cityId: string, found: Record<string, unknown>): string {
  const set = columnsOf(step.data).filter(([name]) => name !== 'number')
  const fixed: [string, string][] = [
    ['city_id', `'${cityId}'`], ['id', ID], ['number', `${ID}::text`], ['version', '1'], ['head_hash', HASH], ['stage', `'${step.toStage}'`],
    ['search_text', text(String(found.searchText))], ['search_grams', text(String(found.searchGrams))],
  ] // biome-ignore format: a table
  const all = [...fixed, ...set.map(([name, value]): [string, string] => [name, value])]
  return `insert into "case" (${all.map(([name]) => name).join(', ')}) values (${all.map(([, value]) => value).join(', ')})`
}

function moveCase(step: Step, cityId: string, seq: number): string {
  const set = [...columnsOf(step.data), ['stage', `'${step.toStage}'`], ['version', String(seq)], ['head_hash', HASH]]
  return `update "case" set ${set.map(([name, value]) => `${name} = ${value}`).join(', ')} where city_id = '${cityId}' and id = ${ID}`
}

/** Time-ordered ids, as the application makes them: UUIDv7 of the server's clock. */
const newIds = (names: readonly string[]): string => {
  const made = `(lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') || '7' || substr(md5(random()::text), 1, 3) || '8' || substr(md5(random()::text), 1, 15))::uuid`
  return `select ${names.map((name) => `${made} as ${name}`).join(', ')} \\gset`
}

/**
 * A script of pgbench that writes what the lifecycle of a real case wrote: the same columns, texts and events, each step a transaction of its own that
 * locks the row, changes it, and adds event and outbox row. Nothing is read, checked, hashed or made up but ids and the moment.
 */
export async function bareScript(pool: Pool, cityId: string, caseId: string): Promise<string> {
  const { rows: steps } = await pool.query<Step>(
    `select action, from_stage as "fromStage", to_stage as "toStage", event.data, outbox.topic, outbox.data::text as told,
       person_id as "personId", post_id as "postId", unit_id as "unitId"
     from case_event event join outbox on outbox.city_id = event.city_id and outbox.subject_id = event.case_id::text and outbox.topic = 'case.' || action
     where event.city_id = $1 and event.case_id = $2 order by seq`,
    [cityId, caseId],
  )
  const { rows } = await pool.query<Record<string, unknown>>(
    `select search_text as "searchText", search_grams::text as "searchGrams" from "case" where city_id = $1 and id = $2`,
    [cityId, caseId],
  )
  const ids = ['id', ...steps.slice(1).map((_, index) => `r${index + 2}`), ...steps.map((_, index) => `o${index + 1}`)]
  const transactions = steps.map((step, index) => {
    const seq = index + 1
    const lock = seq === 1 ? [] : [`select version from "case" where city_id = '${cityId}' and id = ${ID} for update`]
    const write = seq === 1 ? insertCase(step, cityId, rows[0] ?? {}) : moveCase(step, cityId, seq)
    const both = `with moved as (${write} returning id) ${eventRow(step, cityId, seq)}`
    return ['begin', ...lock, both, outboxRow(step, cityId, seq), 'commit'].map((line) => `${line.replaceAll('\n', ' ')};`).join('\n')
  })
  return `${newIds(ids)}\n${transactions.join('\n')}\n`
}
