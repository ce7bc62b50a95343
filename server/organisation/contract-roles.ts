import { z } from 'zod'
import { code, id, label } from '#organisation/contract.ts'
import { isPermission } from '#organisation/permission-words.ts'

const permission = z.string().refine(isPermission, { error: '没有这项权限 / there is no such permission' })
const role = { name: label, nameEn: label, permissions: z.array(permission).max(200) }

export const RoleAnswer = z.object({ code: z.string(), name: z.string(), nameEn: z.string(), permissions: z.array(z.string()).readonly() })
export const RoleList = z.object({ items: z.array(RoleAnswer).readonly() })
export const RoleInput = z.object({ requestId: id, code, ...role })
export const RoleChange = z.object({ requestId: id, ...role })
