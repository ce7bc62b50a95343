import { Form, Select } from 'antd'
import { useState } from 'react'
import { APPOINTMENT_KINDS } from '#organisation/kinds.ts'
import { appointAdministrator, appointPerson, useUnit } from '#web/console/organisation/api-people.ts'
import { DayField } from '#web/console/organisation/day-field.tsx'
import { EffectiveDay } from '#web/console/organisation/form-fields.tsx'
import organisation from '#web/console/organisation/organisation.module.css'
import { PersonSelect } from '#web/console/organisation/person-select.tsx'
import { cityToday } from '#web/console/organisation/today.ts'
import { UnitSelect } from '#web/console/organisation/unit-select.tsx'
import { organisationWords } from '#web/console/organisation/words.ts'
import { WriteDialog } from '#web/console/organisation/write-dialog.tsx'
import { listed, useLanguage, useWords } from '#web/shared/language/language.ts'
import { useMay } from '#web/shared/session/session.tsx'
import { peopleWords } from './words.ts'

interface AppointPersonProps {
  /** Asked for in the form unless known. */
  readonly person?: { readonly id: string; readonly name: string }
  readonly post?: { readonly id: string; readonly title: string }
  readonly open: boolean
  readonly onClose: () => void
}
interface Given {
  readonly personId: string
  readonly postId: string
  readonly kind: (typeof APPOINTMENT_KINDS)[number]
  readonly validFrom: string
  readonly validTo: string | null
}

/** Puts a person into a post, as its holder or a deputy. */
export function AppointPerson({ person, post, open, onClose }: AppointPersonProps) {
  const words = useWords(peopleWords)
  const shared = useWords(organisationWords)
  const appoint = useMay('security.edit') ? appointAdministrator : appointPerson
  return (
    <WriteDialog<Given>
      title={words.appointTitle(person?.name ?? post?.title ?? '')}
      open={open}
      onClose={onClose}
      verb={words.appoint}
      initial={{
        ...(person && { personId: person.id }),
        ...(post && { postId: post.id }),
        kind: 'holder',
        validFrom: cityToday(),
        validTo: null,
      }}
      send={(given, requestId) => appoint({ ...given, requestId })}
    >
      <Form.Item
        name="personId"
        label={words.name}
        hidden={person !== undefined}
        rules={[{ required: true, message: shared.required(words.name) }]}
      >
        <PersonSelect />
      </Form.Item>
      <Form.Item
        name="postId"
        label={words.post}
        hidden={post !== undefined}
        rules={[{ required: true, message: shared.required(words.post) }]}
      >
        <PostChoice />
      </Form.Item>
      <Form.Item name="kind" label={words.appointmentKind}>
        <Select options={APPOINTMENT_KINDS.map((value) => ({ value, label: words[value] }))} />
      </Form.Item>
      <div className={organisation.pair}>
        <EffectiveDay name="validFrom" label={words.from} ahead />
        <Form.Item name="validTo" label={words.to}>
          <DayField ahead />
        </Form.Item>
      </div>
    </WriteDialog>
  )
}

interface PostChoiceProps {
  readonly id?: string
  readonly value?: string
  readonly onChange?: (id: string | undefined) => void
}

/** A post by place, unit and title. */
function PostChoice({ id, value, onChange }: PostChoiceProps) {
  const words = useWords(peopleWords)
  const language = useLanguage()
  const [unit, setUnit] = useState<string | null>(null)
  const { data } = useUnit(unit ?? undefined)
  const chooseUnit = (chosen: string | null): void => {
    setUnit(chosen)
    onChange?.(undefined)
  }
  const options = data?.posts.map(({ id: postId, title, titleEn, appointed }) => ({
    value: postId,
    label: language === 'zh' ? title : (titleEn ?? title),
    more:
      listed(
        appointed.map(({ name }) => name),
        language,
      ) || words.vacant,
  }))
  return (
    <div style={{ display: 'grid', gap: 8 }}>
      <UnitSelect value={unit} onChange={chooseUnit} />
      <Select
        id={id}
        aria-label={words.choosePost}
        placeholder={words.choosePost}
        disabled={unit === null}
        {...(value !== undefined && { value })}
        onChange={(chosen: string) => onChange?.(chosen)}
        options={options ?? []}
        notFoundContent={words.noPosts}
        optionRender={({ data: { label, more } }) => (
          <>
            {label} <span className={organisation.faint}>{more}</span>
          </>
        )}
      />
    </div>
  )
}
