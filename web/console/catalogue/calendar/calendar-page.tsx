import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { type CalendarDay, exportYear, useDays, useYear } from '#web/console/catalogue/api-calendar.ts'
import { useWords } from '#web/shared/language/language.ts'
import { PageFrame } from '#web/shared/page/page-frame.tsx'
import { useMay } from '#web/shared/session/session.tsx'
import { Failure, Loading, useErrorText } from '#web/shared/states/states.tsx'
import { tellFull } from '#web/shared/time/moment.ts'
import styles from './calendar.module.css'
import { DayDialog, DayFacts } from './day-dialog.tsx'
import { ImportDialog } from './import-dialog.tsx'
import { Legend } from './legend.tsx'
import { PublishDialog } from './publish-dialog.tsx'
import { TryOut } from './try-out.tsx'
import { calendarWords } from './words.ts'
import { WorkingHours } from './working-hours.tsx'
import { YearGrid } from './year-grid.tsx'

/** A year of the working calendar: its days, its hours, and what they make of a limit. */
export default function CalendarPage() {
  const words = useWords(calendarWords)
  const mayEdit = useMay('calendar.edit')
  const errorText = useErrorText()
  const { message } = App.useApp()
  const [parameters, setParameters] = useSearchParams()
  const year = Number(parameters.get('year') ?? tellFull(new Date()).slice(0, 4))
  const days = useDays(year)
  const about = useYear(year)
  const [open, setOpen] = useState<'publish' | 'import' | CalendarDay | null>(null)
  const go = (next: number): void => setParameters({ year: String(next) }, { replace: true })
  const close = (): void => setOpen(null)
  const save = (): void => void exportYear(year).catch((error: unknown) => message.error(errorText(error)))
  const error = days.error ?? about.error
  const published = about.data?.published ?? true
  const day = typeof open === 'object' ? open : null
  return (
    <PageFrame
      title={words.title}
      lead={[words.lead, !mayEdit && words.readOnly].filter(Boolean).join(' ')}
      actions={
        <>
          <Button onClick={save}>{words.export}</Button>
          {mayEdit && <Button onClick={() => setOpen('import')}>{words.import}</Button>}
        </>
      }
    >
      <div className={styles.main}>
        <div className={styles.bar}>
          <div className={styles.years}>
            <Button icon={<LeftOutlined />} aria-label={words.previous} onClick={() => go(year - 1)} />
            <strong aria-live="polite">{year}</strong>
            <Button icon={<RightOutlined />} aria-label={words.next} onClick={() => go(year + 1)} />
            {about.data?.year === year && published && <span className={styles.faint}>{words.published(about.data.workingDays ?? 0)}</span>}
          </div>
          <Legend />
        </div>
        {about.data?.year === year && !published && (
          <div className={styles.notice} role="status">
            <div>
              <strong>{words.unpublished(year)}</strong>
              <p>{words.unpublishedText}</p>
            </div>
            {mayEdit && (
              <Button type="primary" onClick={() => setOpen('publish')}>
                {words.publish(year)}
              </Button>
            )}
          </div>
        )}
        {error ? (
          <Failure error={error} retry={() => void Promise.all([days.refetch(), about.refetch()])} />
        ) : days.data ? (
          <YearGrid key={days.data.year} calendar={days.data} onOpen={setOpen} />
        ) : (
          <Loading rows={20} />
        )}
      </div>
      <div className={styles.side}>
        {about.data && <WorkingHours slots={about.data.slots} editable={mayEdit} />}
        <TryOut />
      </div>
      {open === 'publish' && about.data && <PublishDialog calendar={about.data} onClose={close} />}
      {open === 'import' && about.data && <ImportDialog year={year} published={published} onClose={close} />}
      {day && mayEdit && day.editable && <DayDialog key={day.day} day={day} onClose={close} />}
      {day && !(mayEdit && day.editable) && <DayFacts day={day} reason={day.editable ? words.readOnly : words.past} onClose={close} />}
    </PageFrame>
  )
}
