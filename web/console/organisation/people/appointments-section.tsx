import { Button } from 'antd'
import { useState } from 'react'
import { type Appointment, endAdministrator, endAppointment, type PersonSeen } from '#web/console/organisation/api-people.ts'
import { EffectiveDay } from '#web/console/organisation/form-fields.tsx'
import organisation from '#web/console/organisation/organisation.module.css'
import { cityToday } from '#web/console/organisation/today.ts'
import { organisationWords } from '#web/console/organisation/words.ts'
import { WriteDialog } from '#web/console/organisation/write-dialog.tsx'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import { useMay } from '#web/shared/session/session.tsx'
import { AppointPerson } from './appoint-person.tsx'
import styles from './people.module.css'
import { peopleWords } from './words.ts'

interface AppointmentsSectionProps {
  readonly person: PersonSeen
  readonly mayEdit: boolean
}

/** In which posts a person is or was. */
export function AppointmentsSection({ person, mayEdit }: AppointmentsSectionProps) {
  const words = useWords(peopleWords)
  const [appointing, setAppointing] = useState(false)
  const [ending, setEnding] = useState<Appointment | null>(null)
  const end = useMay('security.edit') ? endAdministrator : endAppointment
  const { id, name, appointments } = person
  return (
    <section className={styles.drawerSection}>
      <h2>
        {words.appointments}
        {mayEdit && <Button onClick={() => setAppointing(true)}>{words.appoint}</Button>}
      </h2>
      {appointments.length === 0 && <p className={organisation.secondary}>{words.noPost}</p>}
      <ul className={organisation.lines}>
        {appointments.map((each) => (
          <AppointmentLine key={each.id} appointment={each} mayEdit={mayEdit} onEnd={setEnding} />
        ))}
      </ul>
      <AppointPerson person={{ id, name }} open={appointing} onClose={() => setAppointing(false)} />
      <WriteDialog<{ on: string }>
        title={words.endTitle(ending?.post.title ?? '')}
        open={ending !== null}
        onClose={() => setEnding(null)}
        verb={words.end}
        danger
        initial={{ on: cityToday() }}
        send={({ on }, requestId) => end(ending?.id ?? '', { requestId, on })}
      >
        <EffectiveDay label={words.endOn} ahead />
      </WriteDialog>
    </section>
  )
}

interface AppointmentLineProps {
  readonly appointment: Appointment
  readonly mayEdit: boolean
  readonly onEnd: (appointment: Appointment) => void
}

function AppointmentLine({ appointment, mayEdit, onEnd }: AppointmentLineProps) {
  const words = useWords(peopleWords)
  const shared = useWords(organisationWords)
  const language = useLanguage()
  const { kind, inForce, validFrom, validTo, post, unit } = appointment
  const title = language === 'zh' ? post.title : (post.titleEn ?? post.title)
  return (
    <li className={inForce ? undefined : organisation.faint}>
      <span>{`${language === 'zh' ? unit.name : (unit.nameEn ?? unit.name)} · ${title}`}</span>
      <span className={organisation.tag}>{words[kind]}</span>
      <span className={organisation.faint}>{validTo ? shared.between(validFrom, validTo) : shared.since(validFrom)}</span>
      {mayEdit && inForce && (
        <Button size="small" className={organisation.push} aria-label={words.endTitle(title)} onClick={() => onEnd(appointment)}>
          {words.end}
        </Button>
      )}
    </li>
  )
}
