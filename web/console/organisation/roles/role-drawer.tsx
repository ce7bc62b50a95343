import { Checkbox, Drawer, Form } from 'antd'
import { PERMISSION_WORDS } from '#organisation/permission-words.ts'
import { addRole, changeRole, type Role } from '#web/console/organisation/api-people.ts'
import { TextField } from '#web/console/organisation/form-fields.tsx'
import organisation from '#web/console/organisation/organisation.module.css'
import { organisationWords } from '#web/console/organisation/words.ts'
import { WriteForm } from '#web/console/organisation/write-dialog.tsx'
import { useLanguage, useSay, useWords } from '#web/shared/language/language.ts'
import { PERMISSION_GROUPS } from './groups.ts'
import styles from './roles.module.css'
import { rolesWords } from './words.ts'

interface RoleDrawerProps {
  readonly role: Role | 'new' | null
  readonly onClose: () => void
}
interface Given {
  readonly code: string
  readonly name: string
  readonly nameEn: string
  readonly permissions: string[]
}

/** A role's names and what it allows. */
export function RoleDrawer({ role, onClose }: RoleDrawerProps) {
  const words = useWords(rolesWords)
  const shared = useWords(organisationWords)
  const language = useLanguage()
  const isNew = role === 'new'
  const before = role === 'new' || role === null ? { code: '', name: '', nameEn: '', permissions: [] } : role
  const name = language === 'zh' ? before.name : before.nameEn
  const send = ({ code, ...given }: Given, requestId: string) =>
    isNew ? addRole({ code, ...given, requestId }) : changeRole(before.code, { ...given, requestId })
  return (
    <Drawer open={role !== null} onClose={onClose} size={520} title={isNew ? words.add : words.edit(name)} destroyOnHidden>
      <WriteForm<Given>
        key={before.code}
        verb={isNew ? words.add : shared.save}
        initial={{ ...before, permissions: [...before.permissions] }}
        send={send}
        onDone={onClose}
        onCancel={onClose}
      >
        {isNew && <TextField name="code" label={shared.code} hint={words.codeHint} />}
        <div className={organisation.pair}>
          <TextField name="name" label={shared.name} />
          <TextField name="nameEn" label={shared.nameEn} />
        </div>
        <Form.Item name="permissions" label={words.permission}>
          <PermissionChoice />
        </Form.Item>
      </WriteForm>
    </Drawer>
  )
}

interface PermissionChoiceProps {
  readonly value?: string[]
  readonly onChange?: (permissions: string[]) => void
}

function PermissionChoice({ value, onChange }: PermissionChoiceProps) {
  const words = useWords(rolesWords)
  const say = useSay()
  return (
    <Checkbox.Group value={value} onChange={onChange} className={styles.choice}>
      {PERMISSION_GROUPS.map(({ group, permissions }) => (
        <fieldset key={group} className={styles.choiceGroup}>
          <legend>{words.groups[group]}</legend>
          {permissions.map((permission) => (
            <Checkbox key={permission} value={permission}>
              {say(PERMISSION_WORDS[permission].name)}
              <span className={styles.explanation}>{say(PERMISSION_WORDS[permission].explanation)}</span>
            </Checkbox>
          ))}
        </fieldset>
      ))}
    </Checkbox.Group>
  )
}
