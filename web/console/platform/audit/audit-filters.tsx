import { Input, Select } from 'antd'
import { useState } from 'react'
import { AUDIT_WORDS } from '#platform/audit-words.ts'
import { type AuditFilter, useAuditActions, usePeopleFound } from '#web/console/platform/api-audit.ts'
import { useSay, useWords } from '#web/shared/language/language.ts'
import { ListFilter, ListFilters } from '#web/shared/list/list-filters.tsx'
import { DayRange } from '#web/shared/time/day-range.tsx'
import { auditWords } from './words.ts'

interface AuditFiltersProps {
  readonly filter: AuditFilter
  readonly onChange: (next: AuditFilter) => void
}

/** Whose, which action, on what, when. */
export function AuditFilters({ filter, onChange }: AuditFiltersProps) {
  const words = useWords(auditWords)
  const say = useSay()
  const [sought, setSought] = useState('')
  const people = usePeopleFound(sought).data ?? []
  const actions = useAuditActions().data ?? []
  const options = actions.map((action) => ({ value: action, label: AUDIT_WORDS[action] ? say(AUDIT_WORDS[action]) : action }))
  const change = (next: AuditFilter): void => onChange({ ...filter, ...next })
  return (
    <ListFilters>
      <ListFilter id="audit-person" label={words.person}>
        <Select
          id="audit-person"
          allowClear
          showSearch={{ filterOption: false, onSearch: setSought }}
          placeholder={words.anyone}
          style={{ width: 200 }}
          value={filter.personId}
          onChange={(personId: string | undefined) => change({ personId })}
          options={people.map(({ id, name, login }) => ({ value: id, label: login ? `${name} (${login})` : name }))}
        />
      </ListFilter>
      <ListFilter id="audit-action" label={words.action}>
        <Select
          id="audit-action"
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={words.anyAction}
          style={{ width: 200 }}
          value={filter.action}
          onChange={(action: string | undefined) => change({ action })}
          options={options}
        />
      </ListFilter>
      <ListFilter id="audit-subject" label={words.subject}>
        <Input
          id="audit-subject"
          key={filter.subject}
          allowClear
          placeholder={words.subjectHint}
          style={{ width: 200 }}
          defaultValue={filter.subject}
          onPressEnter={({ currentTarget }) => change({ subject: currentTarget.value.trim() || undefined })}
          onBlur={({ target }) => change({ subject: target.value.trim() || undefined })}
          onClear={() => change({ subject: undefined })}
        />
      </ListFilter>
      <ListFilter id="audit-days" label={words.time}>
        <DayRange id="audit-days" from={filter.from} to={filter.to} onChange={(from, to) => change({ from, to })} />
      </ListFilter>
    </ListFilters>
  )
}
