import { newId } from '#platform/identifier.ts'
import { PLACE } from '../console/arrange.ts'
import type { ConsoleTest } from '../console/console.ts'

export interface Reported {
  readonly id: string
  readonly number: string
  readonly code: string
}

const ask = async <Answer>(test: ConsoleTest, path: string, body?: unknown): Promise<Answer> => {
  const response = await fetch(test.site().url + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${response.status} ${path}: ${await response.text()}`)
  return (await response.json()) as Answer
}

/** A resident's report of a broken drain grate, sent to the interface without a page. */
export async function reportAsResident(test: ConsoleTest, more: Record<string, unknown> = {}): Promise<Reported> {
  const { form, waitSeconds } = await ask<{ form: string; waitSeconds: number }>(test, '/api/portal/form')
  test.site().skip(waitSeconds * 1000)
  const id = newId()
  const body = { requestId: id, form, topic: 'manhole', text: '雨水箅子断了', place: PLACE, ...more }
  const { number, code } = await ask<Reported>(test, '/api/portal/reports', body)
  return { id, number, code }
}

/** Numbers of the reports without an account that the centre has. */
export async function reportsOf(test: ConsoleTest): Promise<readonly string[]> {
  const { cases } = await (await test.as('city-duty-chief')).get<{ cases: { number: string }[] }>('/api/cases?origin=public&limit=200')
  return cases.map(({ number }) => number)
}
