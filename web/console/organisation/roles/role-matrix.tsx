import { Button } from 'antd'
import { Fragment } from 'react'
import { PERMISSION_WORDS, PERMISSIONS, type Permission } from '#organisation/permission-words.ts'
import type { Role } from '#web/console/organisation/api-people.ts'
import { useLanguage, useSay, useWords } from '#web/shared/language/language.ts'
import { Empty } from '#web/shared/states/states.tsx'
import { PERMISSION_GROUPS } from './groups.ts'
import styles from './roles.module.css'
import { rolesWords } from './words.ts'

interface RoleMatrixProps {
  readonly roles: readonly Role[]
  readonly search: string
  readonly mayEdit: boolean
  readonly onEdit: (role: Role) => void
}

/** Permissions down, roles across; both stay in sight while it is scrolled. */
export function RoleMatrix({ roles, search, mayEdit, onEdit }: RoleMatrixProps) {
  const words = useWords(rolesWords)
  const language = useLanguage()
  const isWanted = (permission: Permission): boolean => {
    const { name, explanation } = PERMISSION_WORDS[permission]
    const text = `${permission} ${name.zh} ${name.en} ${explanation.zh} ${explanation.en}`.toLowerCase()
    return text.includes(search.trim().toLowerCase())
  }
  const groups = PERMISSION_GROUPS.map(({ group, permissions }) => ({ group, permissions: permissions.filter(isWanted) })).filter(
    ({ permissions }) => permissions.length > 0,
  )
  if (groups.length === 0) return <Empty title={words.none} />
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has only a keyboard scrolls it
    <section className={styles.scroll} tabIndex={0} aria-label={words.matrix}>
      <table className={styles.matrix}>
        <thead>
          <tr>
            <th scope="col">{words.permission}</th>
            {roles.map((role) => (
              <th key={role.code} scope="col">
                <span className={styles.role}>{language === 'zh' ? role.name : role.nameEn}</span>
                <span className={styles.count}>{words.count(role.permissions.length, PERMISSIONS.length)}</span>
                {mayEdit && (
                  <Button size="small" aria-label={words.edit(language === 'zh' ? role.name : role.nameEn)} onClick={() => onEdit(role)}>
                    {words.editShort}
                  </Button>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map(({ group, permissions }) => (
            <Fragment key={group}>
              <tr className={styles.group}>
                <th scope="rowgroup" colSpan={roles.length + 1}>
                  <span>{words.groups[group]}</span>
                </th>
              </tr>
              {permissions.map((permission) => (
                <PermissionRow key={permission} permission={permission} roles={roles} />
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function PermissionRow({ permission, roles }: { readonly permission: Permission; readonly roles: readonly Role[] }) {
  const words = useWords(rolesWords)
  const say = useSay()
  const { name, explanation } = PERMISSION_WORDS[permission]
  return (
    <tr>
      <th scope="row">
        <span>{say(name)}</span>
        <span className={styles.explanation}>{say(explanation)}</span>
      </th>
      {roles.map(({ code, permissions }) => {
        const held = permissions.includes(permission)
        return (
          <td key={code} data-held={held}>
            <span aria-hidden="true">{held ? '✓' : '·'}</span>
            <span className="visually-hidden">{held ? words.held : words.notHeld}</span>
          </td>
        )
      })}
    </tr>
  )
}
