import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

it('shows a diff of a new action that applies to the tree as it is', () => {
  const page = readFileSync(`${root}docs/how-to/add-an-action-to-the-case.md`, 'utf8')
  const diff = /```diff\n([\s\S]*?\n)```/.exec(page)?.[1] ?? ''
  expect(diff).toContain('annotate')
  expect(() => execFileSync('git', ['apply', '--check', '-'], { cwd: root, input: diff })).not.toThrow()
})
