import { expect, it } from 'vitest'
import { z } from 'zod'
import { INPUTS, PERSON_ACTIONS, ReportInput, SubmissionFields } from '#cases/contract.ts'
import { AreaShape } from '#organisation/contract.ts'
import { handClock } from '#platform/clock.ts'
import { newId } from '#platform/identifier.ts'
import { isRawRoute, isUploadRoute } from '#platform/route.ts'
import { unknownFields } from '#platform/unknown-fields.ts'
import { routes } from '#server/app.ts'
import { MONDAY } from '#test/support/cases.ts'
import { makeSmallCity } from '#test/support/city.ts'
import { testDatabase } from '#test/support/database.ts'
import { signedIn, testApp } from '#test/support/http.ts'

const csv = z.preprocess((value) => String(value).split(','), z.array(z.string())).optional()
const Nested = z.object({
  parts: z.array(z.object({ unit: z.string() })).default([]),
  csv,
  note: z.string().nullable().default(null),
  any: z.record(z.string(), z.number()),
})

it('finds what a contract has no word for, at any depth, and nothing else', () => {
  const sound = { parts: [{ unit: 'a' }], csv: 'x,y', note: null, any: { whatever: 1 } }
  expect(unknownFields(Nested, sound)).toEqual([])
  expect(unknownFields(Nested, { ...sound, notes: 'x', parts: [{ unit: 'a' }, { unit: 'b', untt: 'c' }] })).toEqual([
    'parts.1.untt',
    'notes',
  ])
  const joined = z.intersection(
    z.object({ a: z.string() }),
    z.object({ b: z.string() }).refine(() => true),
  )
  expect(unknownFields(joined, { a: '1', b: '2' })).toEqual([])
  expect(unknownFields(joined, { a: '1', c: '2' })).toEqual(['c'])
  expect(unknownFields(z.union([z.object({ a: z.string() }), z.object({ b: z.string() })]), { b: '1', c: 1 })).toEqual(['c'])
  expect(unknownFields(z.looseObject({ a: z.string() }), { a: '1', c: 1 })).toEqual([])
  expect(unknownFields(AreaShape, { type: 'Polygon', coordinates: [], crs: {} })).toEqual(['crs'])
  for (const action of PERSON_ACTIONS)
    expect(unknownFields(z.intersection(INPUTS[action], SubmissionFields), { requestId: '', version: 1, reasn: '' })).toEqual(['reasn'])
  expect(unknownFields(ReportInput, { contact: { name: 'a', phone: 'b' } })).toEqual(['contact.phone'])
})

it('every route refuses a parameter and a field it does not know, by name, and changes nothing', async () => {
  const { db } = await testDatabase()
  const city = await makeSmallCity(db)
  const app = await testApp({ cityId: city.cityId, routes, clock: handClock(MONDAY) })
  const roles = ['acceptor', 'duty-chief', 'dispatcher', 'supervisor', 'inspector'].map((role) => `1-centre.${role}`)
  const keys = [...roles, '1-water.handler', 'administrator', 'security', 'approver']
  const doer = (permission: string): string =>
    keys.find((key) => [...city.actorOf(key, MONDAY).permissions, 'signed-in', 'public'].includes(permission)) ?? ''
  const faults: string[] = []
  let refused = 0
  for (const route of routes) {
    if (isUploadRoute(route) || route.permission === 'audit.read' || route.anyQuery !== undefined) continue
    const inPath = (name: string): string => (name === 'day' ? '2026-12-01' : /year|number|^[xyz]$/.test(name) ? '1' : newId())
    const url = `${route.path.replaceAll(/:(\w+)/g, (_, name: string) => inPath(name))}?limt=1`
    const headers = await signedIn(db, city, city.person(doer(route.permission)), MONDAY)
    const takes = isRawRoute(route) ? route.takes : undefined
    const body = takes === undefined ? { payload: { limt: 1 }, headers } : { payload: 'x', headers: { ...headers, 'content-type': takes } }
    const told = await app.inject({ method: route.method, url, ...(route.method === 'GET' ? { headers } : body) })
    if (told.statusCode === 400 && told.json().errors?.some(({ field }: { field: string }) => field === 'limt')) refused += 1
    else faults.push(`${route.method} ${route.path}: ${told.statusCode} ${told.body.slice(0, 200)}`)
  }
  await app.close()
  expect(faults).toEqual([])
  expect(refused).toBeGreaterThan(120)
}, 120_000)
