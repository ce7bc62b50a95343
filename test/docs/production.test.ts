import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { isRunnable } from '#test/support/runnable.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const page = read('docs/how-to/run-in-production.md')
const Rules = z.object({
  groups: z.array(
    z.strictObject({
      name: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string().regex(/^Wangge[A-Za-z]+$/),
          expr: z.string(),
          for: z
            .string()
            .regex(/^\d+[mh]$/)
            .optional(),
          labels: z.strictObject({ severity: z.enum(['page', 'ticket']) }),
          annotations: z.strictObject({ summary: z.string().regex(/[a-z].* · .*[一-鿿]/) }),
        }),
      ),
    }),
  ),
})
const METRIC = /\b((?:wangge|process|nodejs)_\w+)/g

describe('the page for operators', () => {
  const rules = Rules.parse(parse(read('docs/examples/production/alerts.yml'))).groups.flatMap((group) => group.rules)

  it('says what to do at each alert, and of no other', () => {
    expect(rules.length).toBeGreaterThan(5)
    expect([...page.matchAll(/^### (\w+)/gm)].map(([, name]) => name)).toEqual(rules.map(({ alert }) => alert))
  })

  it('explains every metric an alert asks for', () => {
    const explained = [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name)
    const asked = rules.flatMap(({ expr }) => [...expr.matchAll(METRIC)].map(([, name = '']) => name.replace(/_(bucket|count|sum)$/, '')))
    expect(asked.length).toBeGreaterThan(8)
    expect(asked.filter((name) => !explained.includes(name))).toEqual([])
  })

  it('names settings, commands, files and tasks that are there', () => {
    const pages = readdirSync(join(root, 'docs/how-to'))
      .filter((name) => name.startsWith('run-'))
      .map((name) => read(`docs/how-to/${name}`))
    expect(pages.length).toBeGreaterThan(1)
    const settings = read('server/platform/config-variables.ts') + read('server/commands/case-client.ts')
    const named = pages.flatMap((text) => [...text.matchAll(/\bWANGGE_[A-Z_]+\b/g)].map(([name]) => name))
    expect(named.filter((name) => !settings.includes(name))).toEqual([])
    const links = pages.flatMap((text) => [...text.matchAll(/\]\(([^):]+)\)/g)].map(([, to = '']) => to.replace(/#.*/, '')))
    expect(links.filter((to) => !existsSync(join(root, 'docs/how-to', to)))).toEqual([])
    expect(read('server/schedule.ts')).toContain("name: 'cases.sweep'")
  })
})

const VERIFY = '/usr/bin/systemd-analyze'
it.skipIf(!isRunnable(VERIFY))('ships a unit systemd accepts (left out where systemd-analyze is not installed)', () => {
  const unit = read('docs/examples/production/wangge.service').replaceAll('/opt/wangge/', root)
  const path = join(mkdtempSync(join(tmpdir(), 'wangge-unit-')), 'wangge.service')
  writeFileSync(path, unit)
  expect(execFileSync(VERIFY, ['verify', path], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })).toBe('')
})
