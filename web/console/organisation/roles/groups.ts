import { PERMISSIONS, type Permission } from '#organisation/permission-words.ts'

const GROUPS = ['case', 'register', 'catalogue', 'calendar', 'organisation', 'people', 'key', 'security', 'audit'] as const
export type PermissionGroup = (typeof GROUPS)[number]

/** The permissions by what they are about, in the order people read them. */
export const PERMISSION_GROUPS: readonly { readonly group: PermissionGroup; readonly permissions: readonly Permission[] }[] = GROUPS.map(
  (group) => ({ group, permissions: PERMISSIONS.filter((permission) => permission.startsWith(`${group}.`)) }),
)
