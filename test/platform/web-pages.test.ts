import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addWebPages } from '#platform/web-pages.ts'

const FILES = [
  'console/index.html',
  'screen/index.html',
  'field/index.html',
  'field/worker.js',
  'field/manifest.webmanifest',
  'mark.svg',
  'assets/a.js',
]

describe('the built pages', () => {
  const pagesDir = mkdtempSync(join(tmpdir(), 'wangge-pages-'))
  let app: FastifyInstance
  beforeAll(async () => {
    for (const file of FILES) {
      mkdirSync(join(pagesDir, file, '..'), { recursive: true })
      writeFileSync(join(pagesDir, file), file)
    }
    app = fastify()
    await addWebPages(app, { baseMap: null, pagesDir })
  })
  afterAll(async () => {
    await app.close()
    rmSync(pagesDir, { recursive: true, force: true })
  })
  const page = (url: string) => app.inject({ url, headers: { accept: 'text/html' } })

  test.each([
    ['/', 'console/index.html'],
    ['/cases/1', 'console/index.html'],
    ['/fieldwork', 'console/index.html'],
    ['/screen?placeCode=1', 'screen/index.html'],
    ['/field', 'field/index.html'],
    ['/field/report?grid=530111', 'field/index.html'],
  ])('%s has the page that knows it, never kept', async (url, file) => {
    const { body, headers } = await page(url)
    expect([body, headers['cache-control']]).toEqual([file, 'no-cache'])
  })

  test("the field app's worker rules over /field, is asked for anew each time, and may ask our own server alone", async () => {
    const { body, headers } = await app.inject('/field/worker.js')
    expect([body, headers['service-worker-allowed'], headers['cache-control']]).toEqual(['field/worker.js', '/field', 'no-cache'])
    expect(headers['content-type']).toContain('text/javascript')
    expect(headers['content-security-policy']).toContain("connect-src 'self';")
  })

  test('what the build has compressed goes out compressed to whoever takes it, under its own type and policy', async () => {
    writeFileSync(join(pagesDir, 'assets/a.js.br'), 'small')
    const asked = (encoding: string) => app.inject({ url: '/assets/a.js', headers: { 'accept-encoding': encoding } })
    const { body, headers } = await asked('gzip, deflate, br')
    expect([body, headers['content-encoding'], headers.vary]).toEqual(['small', 'br', 'accept-encoding'])
    expect(headers['content-type']).toContain('javascript')
    expect(headers['cache-control']).toContain('immutable')
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    const plain = await asked('identity')
    expect([plain.body, plain.headers['content-encoding']]).toEqual(['assets/a.js', undefined])
  })

  test('a release is there at the next request; a file that is missing is nothing', async () => {
    writeFileSync(join(pagesDir, 'field/worker.js'), 'newer')
    expect((await app.inject('/field/worker.js')).body).toBe('newer')
    expect((await app.inject('/field/manifest.webmanifest')).headers['content-type']).toContain('application/manifest+json')
    expect((await app.inject('/field/icon-192.png')).statusCode).toBe(404)
    expect((await app.inject('/mark.svg')).headers['service-worker-allowed']).toBeUndefined()
  })
})
