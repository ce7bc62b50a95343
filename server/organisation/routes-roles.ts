import { CodeParams } from '#organisation/contract.ts'
import { RoleAnswer, RoleChange, RoleInput, RoleList } from '#organisation/contract-roles.ts'
import { addRole, editRole } from '#organisation/edit-role.ts'
import { listRoles } from '#organisation/queries-posts.ts'
import { type AnyRoute, route } from '#platform/route.ts'

const tag = 'organisation'

/** Roles: what each allows. The words of the permissions are in permission-words.ts. */
export const roleRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/roles',
    permission: 'organisation.read',
    tag,
    summary: { zh: '角色及其权限', en: 'Roles and their permissions' },
    answer: RoleList,
    handle: async ({ tx, actor }) => ({ items: await listRoles(tx, actor.cityId) }),
  }),
  route({
    method: 'POST',
    path: '/api/roles',
    permission: 'security.edit',
    tag,
    status: 201,
    audit: 'role.add',
    summary: { zh: '新增角色', en: 'Add a role' },
    body: RoleInput,
    answer: RoleAnswer,
    handle: ({ tx, actor, body: { requestId: _, ...input } }) => addRole(tx, actor, input),
  }),
  route({
    method: 'PUT',
    path: '/api/roles/:code',
    permission: 'security.edit',
    tag,
    audit: 'role.edit',
    summary: { zh: '修改角色的名称与权限', en: 'Change the name and permissions of a role' },
    params: CodeParams,
    body: RoleChange,
    answer: RoleAnswer,
    handle: ({ tx, actor, params, body: { requestId: _, ...input } }) => editRole(tx, actor, { ...input, ...params }),
  }),
]
