import { sql } from 'kysely'
import { z } from 'zod'
import { newId } from '#platform/identifier.ts'
import { Problem } from '#platform/problem.ts'
import { type AnyRoute, rawRoute, route, uploadRoute } from '#platform/route.ts'

const summary = { zh: '测试', en: 'Test' }
/** How often handlers ran: what must not run, and what must run again. */
export const counts = { handled: 0, attempts: 0 }

const thing = z.object({ id: z.string(), name: z.string() })
/** A route of every kind, for the tests of HTTP itself. */
export const routes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/open',
    permission: 'public',
    summary,
    tag: 't',
    answer: z.object({ areas: z.array(z.string()) }),
    handle: async ({ actor }) => ({ areas: [...actor.areas] }),
  }),
  route({
    method: 'POST',
    path: '/api/things/:id',
    permission: 'thing.edit',
    summary,
    tag: 't',
    params: z.object({ id: z.string().max(5) }),
    query: z.object({ loud: z.enum(['yes', 'no']).optional() }),
    body: z.object({ name: z.string().min(2), tags: z.array(z.object({ label: z.string() })).optional() }),
    answer: thing,
    status: 201,
    handle: async ({ params, body }) => {
      counts.handled++
      return { id: params.id, name: body.name, secret: 'not in the contract' }
    },
  }),
  route({
    method: 'POST',
    path: '/api/audited/:id',
    permission: 'thing.edit',
    summary,
    tag: 't',
    audit: 'thing.change',
    params: z.object({ id: z.string() }),
    body: z.object({ requestId: z.uuid(), name: z.string(), password: z.string().optional(), fail: z.boolean().optional() }),
    answer: z.object({ id: z.string(), nonce: z.string() }),
    handle: async ({ params, body }) => {
      if (body.fail) throw new Problem('thing.broken', 409, { zh: '坏了', en: 'Broken' })
      counts.handled++
      return { id: params.id, nonce: newId() }
    },
  }),
  route({
    method: 'GET',
    path: '/api/boom',
    permission: 'public',
    summary,
    tag: 't',
    answer: thing,
    handle: async () => {
      throw new Error('secret inner words')
    },
  }),
  route({
    method: 'GET',
    path: '/api/wrong-answer',
    permission: 'public',
    summary,
    tag: 't',
    answer: thing,
    handle: async () => ({ id: 1 }) as never,
  }),
  route({
    method: 'GET',
    path: '/api/race',
    permission: 'public',
    summary,
    tag: 't',
    answer: z.object({ attempts: z.number() }),
    handle: async ({ tx }) => {
      counts.attempts++
      if (counts.attempts < 3) await sql`do $$ begin raise exception 'race' using errcode = '40001'; end $$`.execute(tx)
      return { attempts: counts.attempts }
    },
  }),
  route({
    method: 'POST',
    path: '/api/duplicate',
    permission: 'public',
    summary,
    tag: 't',
    body: z.object({ cityId: z.string() }),
    answer: z.object({}),
    handle: async ({ tx, body }) => {
      await sql`insert into city (city_id, name, name_en, time_zone, code_lengths, settings, created_at) values (${body.cityId}, 'x', 'x', 'UTC', '{}', '{}', '2026-01-01')`.execute(
        tx,
      )
      return {}
    },
  }),
  uploadRoute({
    method: 'POST',
    path: '/api/upload',
    permission: 'thing.edit',
    summary,
    tag: 't',
    uploadLimit: 100,
    body: z.object({ note: z.string() }),
    answer: z.object({ size: z.number(), fileName: z.string(), note: z.string() }),
    handle: async ({ upload, body }) => ({ size: upload.bytes.length, fileName: upload.fileName, note: body.note }),
  }),
  rawRoute({
    method: 'GET',
    path: '/api/tile',
    permission: 'signed-in',
    summary,
    tag: 't',
    answerType: 'application/vnd.mapbox-vector-tile',
    handle: async () => ({ body: Buffer.from([1, 2, 3]), headers: { 'cache-control': 'max-age=60' } }),
  }),
]
