import { OnQuery } from '#organisation/contract.ts'
import {
  AccountAnswer,
  AccountRequest,
  ActiveInput,
  LoginInput,
  OneTimePasswordAnswer,
  PersonChange,
  PersonPage,
  PersonQuery,
  PersonView,
} from '#organisation/contract-accounts.ts'
import { IdParams } from '#organisation/contract-people.ts'
import { changePerson, resetPassword, setActive, setLogin } from '#organisation/manage-account.ts'
import { listPeoplePage, viewPerson } from '#organisation/view-person.ts'
import { type AnyRoute, route } from '#platform/route.ts'

const tag = 'organisation'
const get = { method: 'GET', tag, permission: 'organisation.read' } as const
const edit = { tag, permission: 'people.edit', params: IdParams } as const
/** What opens the door to a person's work is for whoever looks after security. */
const account = { tag, permission: 'security.edit', params: IdParams } as const

/** People and their accounts. */
export const accountRoutes: readonly AnyRoute[] = [
  route({
    ...get,
    path: '/api/people',
    shows: { action: 'person.list', to: 'people.read' },
    summary: {
      zh: '管辖范围内的人员：查找、岗位、能否登录（无“people.read”权限者姓名脱敏）',
      en: "People of one's area: search, posts, whether they may sign in (names masked without people.read)",
    },
    query: PersonQuery,
    answer: PersonPage,
    handle: ({ tx, actor, query }) => listPeoplePage(tx, actor, query),
  }),
  route({
    ...get,
    path: '/api/people/:id',
    shows: { action: 'person.view', to: 'people.read' },
    summary: { zh: '一个人：账号、历次任职、代理人、网格', en: 'One person: account, appointments, deputies, grids' },
    params: IdParams,
    query: OnQuery,
    answer: PersonView,
    handle: ({ tx, actor, params, query }) => viewPerson(tx, actor, params.id, query.on),
  }),
  route({
    ...edit,
    method: 'PUT',
    path: '/api/people/:id',
    audit: 'person.change',
    summary: { zh: '修改姓名与语言', en: 'Change name and language' },
    body: PersonChange,
    answer: AccountAnswer,
    handle: ({ tx, actor, params, body: { name, locale } }) => changePerson(tx, actor, params.id, { name, locale }),
  }),
  route({
    ...account,
    method: 'PUT',
    path: '/api/people/:id/login',
    audit: 'person.set-login',
    summary: { zh: '设定或收回登录名', en: 'Give or take away the login' },
    body: LoginInput,
    answer: AccountAnswer,
    handle: ({ tx, actor, params, body }) => setLogin(tx, actor, params.id, body.login),
  }),
  route({
    ...account,
    method: 'POST',
    path: '/api/people/:id/one-time-password',
    audit: 'person.reset-password',
    summary: { zh: '发放一次性密码（下次登录须改，现有登录失效）', en: 'Draw a one-time password, to be changed at the next sign-in' },
    body: AccountRequest,
    answer: OneTimePasswordAnswer,
    handle: ({ tx, actor, params }) => resetPassword(tx, actor, params.id),
  }),
  route({
    ...account,
    method: 'PUT',
    path: '/api/people/:id/active',
    audit: 'person.set-active',
    summary: { zh: '停用或启用账号（停用即下线）', en: 'Disable an account, which ends its sessions, or enable it' },
    body: ActiveInput,
    answer: AccountAnswer,
    handle: ({ tx, actor, params, body }) => setActive(tx, actor, params.id, body.active),
  }),
]
