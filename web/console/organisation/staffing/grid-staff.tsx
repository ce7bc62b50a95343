import { Button } from 'antd'
import { useState } from 'react'
import { endGridStaff, type GridStaff, useGridStaff } from '#web/console/organisation/api-people.ts'
import { EffectiveDay } from '#web/console/organisation/form-fields.tsx'
import organisation from '#web/console/organisation/organisation.module.css'
import { cityToday } from '#web/console/organisation/today.ts'
import { organisationWords } from '#web/console/organisation/words.ts'
import { WriteDialog } from '#web/console/organisation/write-dialog.tsx'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import { useMay } from '#web/shared/session/session.tsx'
import { Failure, Loading } from '#web/shared/states/states.tsx'
import { AssignStaff } from './assign-staff.tsx'
import { staffingWords } from './words.ts'

/** Who staffs a management grid, and which kinds nobody fills. */
export function GridStaffSection({ code }: { readonly code: string }) {
  const words = useWords(staffingWords)
  const mayEdit = useMay('people.edit')
  const [assigning, setAssigning] = useState<string | null>(null)
  const { data, error, refetch } = useGridStaff(code)
  return (
    <section className={organisation.section}>
      <header>
        <h2>{words.staff}</h2>
        {mayEdit && <Button onClick={() => setAssigning('')}>{words.assign}</Button>}
      </header>
      {error && <Failure error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading rows={6} />}
      {data && <StaffLines found={data} mayEdit={mayEdit} onAssign={setAssigning} />}
      <AssignStaff gridCode={code} kindCode={assigning ?? ''} open={assigning !== null} onClose={() => setAssigning(null)} />
    </section>
  )
}

interface StaffLinesProps {
  readonly found: GridStaff
  readonly mayEdit: boolean
  readonly onAssign: (kindCode: string) => void
}

function StaffLines({ found: { staff, missing }, mayEdit, onAssign }: StaffLinesProps) {
  const words = useWords(staffingWords)
  const shared = useWords(organisationWords)
  const language = useLanguage()
  const [ending, setEnding] = useState<GridStaff['staff'][number] | null>(null)
  return (
    <ul className={organisation.lines}>
      {staff.map((each) => (
        <li key={each.id}>
          <span className={organisation.tag}>{words.parts[each.part]}</span>
          <span>{language === 'zh' ? each.kindName : each.kindNameEn}</span>
          <strong>{each.personName}</strong>
          <span className={organisation.faint}>
            {each.validTo ? shared.between(each.validFrom, each.validTo) : shared.since(each.validFrom)}
          </span>
          {mayEdit && (
            <Button size="small" className={organisation.push} onClick={() => setEnding(each)}>
              {words.end}
            </Button>
          )}
        </li>
      ))}
      {missing.map(({ code, name, nameEn }) => (
        <li key={code}>
          <span className={organisation.tag}>{words.missing}</span>
          <span>{language === 'zh' ? name : nameEn}</span>
          {mayEdit && (
            <Button size="small" className={organisation.push} onClick={() => onAssign(code)}>
              {words.assign}
            </Button>
          )}
        </li>
      ))}
      {staff.length === 0 && missing.length === 0 && <li className={organisation.secondary}>{words.nobody}</li>}
      <WriteDialog<{ on: string }>
        title={words.endTitle(ending?.personName ?? '')}
        open={ending !== null}
        onClose={() => setEnding(null)}
        verb={words.end}
        danger
        initial={{ on: cityToday() }}
        send={({ on }, requestId) => endGridStaff(ending?.id ?? '', { requestId, on })}
      >
        <EffectiveDay label={words.endOn} ahead />
      </WriteDialog>
    </ul>
  )
}
