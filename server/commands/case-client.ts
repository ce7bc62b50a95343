import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { say } from '#commands/exit.ts'
import { newId } from '#platform/identifier.ts'
import { Problem } from '#platform/problem.ts'

interface Account {
  readonly as: string
  readonly password?: string
  readonly url?: string
}
const HERE = 'http://127.0.0.1:4180'
/** The one password of the demo's accounts, for a stranger's first ten minutes. */
const DEMO_PASSWORD = 'wangge-demo'
type Json = Record<string, unknown>
interface Client {
  get(path: string): Promise<Json>
  post(path: string, body: Json | FormData): Promise<Json>
}

/** Signs in and keeps the token for the length of one command. A refusal is shown as the server worded it. */
async function signedIn(account: Account): Promise<Client> {
  const password = account.password ?? process.env.WANGGE_PASSWORD ?? DEMO_PASSWORD
  const url = account.url ?? process.env.WANGGE_URL ?? HERE
  const call = async (method: string, path: string, body: Json | FormData | undefined, token?: string): Promise<Json> => {
    const headers = {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body && !(body instanceof FormData) && { 'content-type': 'application/json' }),
    }
    const answer = await fetch(new URL(path, url), {
      method,
      headers,
      body: body instanceof FormData ? body : body ? JSON.stringify(body) : null,
    }).catch(() => {
      throw new Problem('client.no_server', 503, {
        zh: `连不上 ${url}：先运行 npm start`,
        en: `Nothing answers at ${url}: run npm start first`,
      })
    })
    const json = (await answer.json()) as Json
    if (answer.ok) return json
    throw new Problem(
      String(json.code),
      answer.status,
      { zh: String(json.detail), en: String(json.detail) },
      { ...(json.errors ? { errors: json.errors } : {}), ...(json.field ? { field: json.field } : {}) },
    )
  }
  const { token } = await call('POST', '/api/sessions', { login: account.as, password })
  return { get: (path) => call('GET', path, undefined, String(token)), post: (path, body) => call('POST', path, body, String(token)) }
}

async function caseByNumber(client: Client, number: string): Promise<Json> {
  const { cases } = (await client.get(`/api/cases?number=${encodeURIComponent(number)}`)) as { cases: Json[] }
  const [found] = cases
  if (!found)
    throw new Problem('client.no_case', 404, {
      zh: `没有案卷 ${number}，或该账号无权查看`,
      en: `There is no case ${number}, or this account may not see it`,
    })
  return found
}

const upload = async (client: Client, path: string): Promise<string> => {
  const form = new FormData()
  form.set('requestId', newId())
  form.set('file', new Blob([await readFile(path)]), basename(path))
  return String((await client.post('/api/photos', form)).id)
}

export async function reportByFlags(
  options: Account & { at: string; address: string; text: string; type?: string; condition?: string },
): Promise<void> {
  const client = await signedIn(options)
  const [lon, lat] = options.at.split(',').map(Number)
  const standard = options.type ? { typeCode: options.type, conditionNumber: Number(options.condition ?? 1) } : {}
  const receipt = await client.post('/api/cases', {
    requestId: newId(),
    lon,
    lat,
    address: options.address,
    description: options.text,
    ...standard,
  })
  say(`${receipt.number} ${receipt.stage}`)
}

export async function listCases(options: Account & { box: string; text?: string }): Promise<void> {
  const client = await signedIn(options)
  const query = new URLSearchParams({ box: options.box, ...(options.text && { text: options.text }) })
  const { cases } = (await client.get(`/api/cases?${query}`)) as { cases: Json[] }
  const { total } = await client.get(`/api/cases/count?${query}`)
  for (const row of cases) say(`${row.number}  ${String(row.stage).padEnd(10)} ${row.typeName ?? '—'}  ${row.address}`)
  say(`共 ${total} 件 / ${total} in all`)
}

export async function showCase(number: string, options: Account): Promise<void> {
  const client = await signedIn(options)
  const { id } = await caseByNumber(client, number)
  const found = (await client.get(`/api/cases/${id}`)) as Json & { events: Json[]; possibleActions: string[] }
  say(`${found.number} ${found.stage}  ${found.typeName ?? ''}  ${found.address}`)
  for (const event of found.events)
    say(
      `  ${event.seq}. ${event.at}  ${(event.actionName as Json).zh} / ${(event.actionName as Json).en} → ${event.toStage}  ${event.unit ?? '系统 / system'}`,
    )
  say(`可办理 / possible now: ${found.possibleActions.join(', ') || '—'}`)
}

interface ActOptions extends Account {
  readonly json?: string
  readonly unit?: string
  readonly inspector?: string
  readonly photo?: readonly string[]
}

export async function doAction(action: string, number: string, options: ActOptions): Promise<void> {
  const client = await signedIn(options)
  const { id, version } = await caseByNumber(client, number)
  const fields: Json = { ...fieldsFrom(options.json), ...(await named(client, String(id), options)) }
  const photos = await Promise.all((options.photo ?? []).map((path) => upload(client, path)))
  const receipt = await client.post(`/api/cases/${id}/${action}`, {
    requestId: newId(),
    version,
    ...fields,
    ...(photos.length > 0 && { photos }),
  })
  say(`${receipt.number} ${receipt.stage}`)
}

function fieldsFrom(json: string | undefined): Json {
  try {
    return json === undefined ? {} : (JSON.parse(json) as Json)
  } catch {
    throw new Problem('client.bad_json', 422, { zh: '--json 不是合法的 JSON', en: '--json is not valid JSON' }, { field: 'json' })
  }
}

/** `proposed` and `first` stand for what the server itself proposes; an inspector may also be named by account. */
async function named(client: Client, id: string, { unit, inspector }: ActOptions): Promise<Json> {
  const unitId = unit === 'proposed' ? await proposedUnit(client, id) : unit
  const inspectorId = inspector === undefined ? undefined : await inspectorNamed(client, id, inspector)
  return { ...(unitId !== undefined && { unitId }), ...(inspectorId !== undefined && { inspectorId }) }
}

async function proposedUnit(client: Client, id: string): Promise<unknown> {
  const { unitId } = await client.get(`/api/cases/${id}/proposal`)
  if (unitId !== null) return unitId
  throw new Problem('client.no_proposal', 404, {
    zh: '系统没有可建议的单位，请写明 --unit <id>',
    en: 'No unit is proposed: name one by --unit <id>',
  })
}

async function inspectorNamed(client: Client, id: string, wanted: string): Promise<string> {
  if (/^[0-9a-f-]{36}$/.test(wanted)) return wanted
  const query = wanted === 'first' ? '' : `?login=${encodeURIComponent(wanted)}`
  const { inspectors } = (await client.get(`/api/cases/${id}/inspectors${query}`)) as { inspectors: { id: string }[] }
  const [found] = inspectors
  if (!found)
    throw new Problem('client.no_inspector', 404, { zh: `没有可指派的监督员 ${wanted}`, en: `No inspector ${wanted} can be named here` })
  return found.id
}
