import { expect, test } from 'vitest'
import { DEFAULT_ROLES } from '#organisation/default-roles.ts'
import { isPermission, PERMISSION_WORDS, PERMISSIONS } from '#organisation/permission-words.ts'
import { routes } from '#server/app.ts'

test('every permission a route or a role names is in the closed list, with words in both languages', () => {
  const asked = routes.map(({ permission }) => permission).filter((each) => each !== 'public' && each !== 'signed-in')
  const held = DEFAULT_ROLES.flatMap(({ permissions }) => permissions)
  expect([...new Set([...asked, ...held])].filter((each) => !isPermission(each))).toEqual([])
  for (const permission of PERMISSIONS)
    for (const { zh, en } of Object.values(PERMISSION_WORDS[permission])) expect([zh, en].every((each) => each.length > 1)).toBe(true)
  expect(DEFAULT_ROLES.filter(({ permissions }) => permissions.includes('audit.read')).map(({ code }) => code)).toEqual(['auditor'])
})
