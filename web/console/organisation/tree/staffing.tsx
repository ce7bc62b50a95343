import { Link } from 'react-router'
import { useVacancies } from '#web/console/organisation/api-people.ts'
import organisation from '#web/console/organisation/organisation.module.css'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import { Failure, Loading } from '#web/shared/states/states.tsx'
import styles from './tree.module.css'
import { treeWords } from './words.ts'

/** How far 1+5+X is filled within a place. */
export function Staffing({ within }: { readonly within: string }) {
  const words = useWords(treeWords)
  const language = useLanguage()
  const { data, error, refetch } = useVacancies(within, 1)
  const report = data?.pages[0]
  return (
    <section className={organisation.section}>
      <header>
        <h2>{words.staffing}</h2>
        {report && report.grids > 0 && (
          <Link to={`/administration/staffing?within=${within}`}>{words.staffed(report.grids, report.vacancies)}</Link>
        )}
      </header>
      {error && <Failure error={error} retry={() => void refetch()} />}
      {!report && !error && <Loading rows={1} />}
      {report && report.grids === 0 && <p className={organisation.secondary}>{words.noGrids}</p>}
      {report && report.grids > 0 && report.vacancies === 0 && <p className={organisation.secondary}>{words.full}</p>}
      {report && report.vacancies > 0 && (
        <ul className={styles.kinds}>
          {report.byKind.map(({ code, name, nameEn, vacancies }) => (
            <li key={code}>
              {language === 'zh' ? name : nameEn} <strong>{vacancies}</strong>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
