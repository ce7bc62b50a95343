import { Form, InputNumber, Select } from 'antd'
import { addPost, useRoles } from '#web/console/organisation/api-people.ts'
import { EffectiveDay, TextField } from '#web/console/organisation/form-fields.tsx'
import organisation from '#web/console/organisation/organisation.module.css'
import { PlacesSelect } from '#web/console/organisation/places-select.tsx'
import { cityToday } from '#web/console/organisation/today.ts'
import { organisationWords } from '#web/console/organisation/words.ts'
import { WriteDialog } from '#web/console/organisation/write-dialog.tsx'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import { peopleWords } from './words.ts'

interface AddPostProps {
  readonly unitId: string
  readonly open: boolean
  readonly onClose: () => void
}
interface Given {
  readonly roleCode: string
  readonly title: string
  readonly titleEn?: string
  readonly rank: number
  readonly areaCodes: string[]
  readonly validFrom: string
}

export function AddPost({ unitId, open, onClose }: AddPostProps) {
  const words = useWords(peopleWords)
  const shared = useWords(organisationWords)
  const language = useLanguage()
  const roles = useRoles().data?.items ?? []
  const send = ({ titleEn, areaCodes, ...given }: Given, requestId: string) =>
    addPost({ ...given, titleEn: titleEn?.trim() || null, areaCodes: areaCodes.length > 0 ? areaCodes : null, unitId, requestId })
  return (
    <WriteDialog<Given>
      title={words.addPost}
      open={open}
      onClose={onClose}
      verb={words.addPost}
      initial={{ title: '', titleEn: '', rank: 1, areaCodes: [], validFrom: cityToday() }}
      send={send}
    >
      <Form.Item name="roleCode" label={words.role} rules={[{ required: true, message: shared.required(words.role) }]}>
        <Select options={roles.map(({ code, name, nameEn }) => ({ value: code, label: language === 'zh' ? name : nameEn }))} />
      </Form.Item>
      <div className={organisation.pair}>
        <TextField name="title" label={words.postTitle} />
        <TextField name="titleEn" label={words.postTitleEn} optional />
        <Form.Item name="rank" label={words.rank}>
          <InputNumber min={1} max={9} precision={0} />
        </Form.Item>
        <EffectiveDay name="validFrom" label={words.from} ahead />
      </div>
      <Form.Item name="areaCodes" label={words.areas}>
        <PlacesSelect />
      </Form.Item>
    </WriteDialog>
  )
}
