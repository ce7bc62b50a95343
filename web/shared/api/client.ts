import { ApiProblem, Unreachable } from '#web/shared/api/problem.ts'
import { currentLanguage } from '#web/shared/language/language.ts'

type Scalar = string | number | boolean | Date
export type Query = Readonly<Record<string, Scalar | readonly Scalar[] | null | undefined>>

const written = (value: Scalar): string => (value instanceof Date ? value.toISOString() : String(value))

/** What is empty is left out; several values are joined by commas, as the contracts take them. */
export function queryString(query: Query = {}): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === '') continue
    const text = Array.isArray(value) ? value.map(written).join(',') : written(value as Scalar)
    if (text !== '') parameters.set(name, text)
  }
  const text = parameters.toString()
  return text === '' ? '' : `?${text}`
}

export interface RequestOptions {
  readonly query?: Query
  readonly body?: unknown
  readonly signal?: AbortSignal
}

let onSignedOut: () => void = () => {}
/** Told when an answer says that nobody is signed in any more. */
export const whenSignedOut = (tell: () => void): void => {
  onSignedOut = tell
}

let onOwed: () => void = () => {}
/** Told when an answer says that the session owes its second factor, which it did not a moment ago. */
export const whenOwed = (tell: () => void): void => {
  onOwed = tell
}

async function readProblem(response: Response): Promise<ApiProblem> {
  const body = (await response.json().catch(() => ({}))) as Record<string, unknown>
  const problem = new ApiProblem(body, response.status)
  if (problem.status === 401 && problem.code !== 'session.refused') onSignedOut()
  if (problem.code === 'session.second_factor_owed') onOwed()
  return problem
}

async function send(method: string, path: string, { query, body, signal }: RequestOptions): Promise<Response> {
  const isForm = body instanceof FormData
  const headers: Record<string, string> = { 'accept-language': currentLanguage() }
  if (body !== undefined && !isForm) headers['content-type'] = 'application/json'
  const content = body === undefined ? null : isForm ? body : JSON.stringify(body)
  try {
    return await fetch(`${path}${queryString(query)}`, {
      method,
      headers,
      body: content,
      signal: signal ?? null,
      credentials: 'same-origin',
    })
  } catch (error) {
    if (signal?.aborted) throw error
    throw new Unreachable()
  }
}

async function read<Answer>(response: Response): Promise<Answer> {
  if (!response.ok) throw await readProblem(response)
  return (response.status === 204 ? undefined : await response.json()) as Answer
}

/** One request to our own server; throws ApiProblem for an error answer and Unreachable for none. A FormData body is sent as it is. */
export const request = async <Answer>(method: string, path: string, options: RequestOptions = {}): Promise<Answer> =>
  read(await send(method, path, options))

/** The answer to what was asked before this code was here; throws as `request` does. */
export const answerTo = async <Answer>(asked: Promise<Response>): Promise<Answer> =>
  read(
    await asked.catch(() => {
      throw new Unreachable()
    }),
  )

export const get = <Answer>(path: string, query?: Query, signal?: AbortSignal): Promise<Answer> => request('GET', path, { query, signal })
export const post = <Answer>(path: string, body: unknown): Promise<Answer> => request('POST', path, { body })
export const put = <Answer>(path: string, body: unknown): Promise<Answer> => request('PUT', path, { body })
export const remove = <Answer>(path: string, body?: unknown): Promise<Answer> => request('DELETE', path, { body })

/** A file the server makes, saved under the name it gives. */
export async function download(path: string, query?: Query): Promise<void> {
  const response = await send('GET', path, { query })
  if (!response.ok) throw await readProblem(response)
  const named = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1]
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await response.blob())
  link.download = named ? decodeURIComponent(named) : 'download'
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
