import { Button, Input } from 'antd'
import { useState } from 'react'
import { type Role, useRoles } from '#web/console/organisation/api-people.ts'
import organisation from '#web/console/organisation/organisation.module.css'
import { organisationWords } from '#web/console/organisation/words.ts'
import { useWords } from '#web/shared/language/language.ts'
import { useMay } from '#web/shared/session/session.tsx'
import { Empty, Failure, Loading } from '#web/shared/states/states.tsx'
import { RoleDrawer } from './role-drawer.tsx'
import { RoleMatrix } from './role-matrix.tsx'
import { rolesWords } from './words.ts'

/** What each role allows; whoever looks after security changes it here. */
export default function RolesPage() {
  const words = useWords(rolesWords)
  const shared = useWords(organisationWords)
  const mayEdit = useMay('security.edit')
  const { data, error, refetch } = useRoles()
  const [search, setSearch] = useState('')
  const [editing, setEditing] = useState<Role | 'new' | null>(null)
  return (
    <div className={organisation.page}>
      <header className={organisation.head}>
        <h1>{words.title}</h1>
        <Input
          className={organisation.field}
          allowClear
          aria-label={words.search}
          placeholder={words.search}
          value={search}
          onChange={({ target }) => setSearch(target.value)}
        />
        <span className={organisation.secondary}>{mayEdit ? words.intro : shared.readOnly}</span>
        {mayEdit && (
          <Button type="primary" className={organisation.push} onClick={() => setEditing('new')}>
            {words.add}
          </Button>
        )}
      </header>
      {error && <Failure error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading rows={14} />}
      {data?.items.length === 0 && <Empty title={words.empty}>{words.emptyText}</Empty>}
      {data && data.items.length > 0 && <RoleMatrix roles={data.items} search={search} mayEdit={mayEdit} onEdit={setEditing} />}
      <RoleDrawer role={editing} onClose={() => setEditing(null)} />
    </div>
  )
}
