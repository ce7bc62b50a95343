import { Segmented } from 'antd'
import { useSearchParams } from 'react-router'
import organisation from '#web/console/organisation/organisation.module.css'
import { PlaceSelect } from '#web/console/organisation/place-select.tsx'
import { useWords } from '#web/shared/language/language.ts'
import { useMe } from '#web/shared/session/session.tsx'
import { CoverageView } from './coverage-view.tsx'
import { VacanciesView } from './vacancies-view.tsx'
import { staffingWords } from './words.ts'

const DIVISIONS = ['city', 'district', 'street', 'community'] as const

/** Where 1+5+X is not filled, and where outlines leave gaps or overlap. */
export default function StaffingPage() {
  const words = useWords(staffingWords)
  const { areas } = useMe()
  const [address, setAddress] = useSearchParams()
  const within = address.get('within') ?? areas[0]
  const view = address.get('view') === 'coverage' ? 'coverage' : 'vacancies'
  const change = (name: string, value: string | null): void =>
    setAddress((before) => {
      const next = new URLSearchParams(before)
      if (value === null) next.delete(name)
      else next.set(name, value)
      return next
    })
  return (
    <div className={organisation.page}>
      <header className={organisation.head}>
        <h1>{words.title}</h1>
        <Segmented
          aria-label={words.view}
          value={view}
          onChange={(chosen) => change('view', chosen)}
          options={(['vacancies', 'coverage'] as const).map((value) => ({ value, label: words[value] }))}
        />
        <div className={organisation.chooser}>
          <PlaceSelect label={words.within} levels={DIVISIONS} value={within ?? null} onChange={(code) => change('within', code)} />
        </div>
      </header>
      {view === 'vacancies' ? (
        <VacanciesView within={within} onWithin={(code) => change('within', code)} />
      ) : (
        <CoverageView within={within} />
      )}
    </div>
  )
}
