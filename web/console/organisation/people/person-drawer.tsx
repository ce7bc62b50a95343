import { Drawer } from 'antd'
import { type PersonSeen, usePerson } from '#web/console/organisation/api-people.ts'
import organisation from '#web/console/organisation/organisation.module.css'
import { organisationWords } from '#web/console/organisation/words.ts'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import { useMay } from '#web/shared/session/session.tsx'
import { Failure, Loading } from '#web/shared/states/states.tsx'
import { AccountSection } from './account-section.tsx'
import { AppointmentsSection } from './appointments-section.tsx'
import styles from './people.module.css'
import { peopleWords } from './words.ts'

interface PersonDrawerProps {
  readonly id: string | null
  readonly onClose: () => void
}

/** One person: account, appointments, deputies and grids. */
export function PersonDrawer({ id, onClose }: PersonDrawerProps) {
  const words = useWords(peopleWords)
  return (
    <Drawer open={id !== null} onClose={onClose} size={560} title={words.people} destroyOnHidden>
      {id !== null && <PersonBody key={id} id={id} />}
    </Drawer>
  )
}

function PersonBody({ id }: { readonly id: string }) {
  const { data, error, refetch } = usePerson(id)
  const mayEdit = useMay('people.edit')
  const maySecure = useMay('security.edit')
  if (error) return <Failure error={error} retry={() => void refetch()} />
  if (!data) return <Loading rows={10} />
  return (
    <>
      <AccountSection person={data} mayEdit={mayEdit} maySecure={maySecure} />
      <AppointmentsSection person={data} mayEdit={mayEdit || maySecure} />
      <Deputies person={data} />
      <Grids person={data} />
    </>
  )
}

function Deputies({ person: { deputies } }: { readonly person: PersonSeen }) {
  const words = useWords(peopleWords)
  const shared = useWords(organisationWords)
  if (deputies.length === 0) return null
  return (
    <section className={styles.drawerSection}>
      <h2>{words.deputies}</h2>
      <ul className={organisation.lines}>
        {deputies.map(({ appointmentId, name, postTitle, validFrom, validTo }) => (
          <li key={appointmentId}>
            <span>{name}</span>
            <span className={organisation.secondary}>{postTitle}</span>
            <span className={organisation.faint}>{validTo ? shared.between(validFrom, validTo) : shared.since(validFrom)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Grids({ person: { grids } }: { readonly person: PersonSeen }) {
  const words = useWords(peopleWords)
  const shared = useWords(organisationWords)
  const language = useLanguage()
  if (grids.length === 0) return null
  return (
    <section className={styles.drawerSection}>
      <h2>{words.grids}</h2>
      <ul className={organisation.lines}>
        {grids.map(({ id, gridCode, gridName, kindName, kindNameEn, validFrom, validTo }) => (
          <li key={id}>
            <span>{gridName ?? gridCode}</span>
            <span className={organisation.tag}>{language === 'zh' ? kindName : kindNameEn}</span>
            <span className={organisation.faint}>{validTo ? shared.between(validFrom, validTo) : shared.since(validFrom)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
