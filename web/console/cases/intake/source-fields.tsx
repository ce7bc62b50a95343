import { Select } from 'antd'
import type { Origin } from '#cases/case-state.ts'
import { CHANNELS } from '#cases/contract.ts'
import { CHANNEL_NAMES, type Channel, ORIGIN_NAMES } from '#cases/words.ts'
import { MomentField } from '#web/console/cases/actions/moment-field.tsx'
import { useSay, useWords } from '#web/shared/language/language.ts'
import styles from './field.module.css'
import { controlId, Field, faultId } from './field.tsx'
import intake from './intake.module.css'
import type { FormPart } from './intake-form.tsx'
import { ORIGINS_BY_CHANNEL } from './report.ts'
import { intakeWords } from './words.ts'

/** How it came in, who found it where that is open, and when it was found. */
export function SourceFields({ report, change, faults }: FormPart) {
  const words = useWords(intakeWords)
  const say = useSay()
  const origins = ORIGINS_BY_CHANNEL[report.channel]
  return (
    <>
      <Field name="channel" faults={faults}>
        <div className={styles.pair}>
          <Select<Channel>
            id={controlId('channel')}
            value={report.channel}
            onChange={(channel) => change({ channel, origin: ORIGINS_BY_CHANNEL[channel][0] })}
            options={CHANNELS.map((channel) => ({ value: channel, label: say(CHANNEL_NAMES[channel]) }))}
          />
          <Select<Origin>
            id={controlId('origin')}
            aria-label={words.fields.origin}
            aria-describedby={faults.origin === undefined ? undefined : faultId('origin')}
            value={report.origin}
            disabled={origins.length === 1}
            onChange={(origin) => change({ origin })}
            options={origins.map((origin) => ({ value: origin, label: say(ORIGIN_NAMES[origin]) }))}
          />
        </div>
      </Field>
      <Field name="foundAt" faults={faults}>
        <div className={styles.found}>
          <MomentField
            past
            id={controlId('foundAt')}
            label={words.fields.foundAt}
            value={report.foundAt}
            onChange={(foundAt) => change({ foundAt })}
          />
          <span className={intake.faint}>{words.foundNow}</span>
        </div>
      </Field>
    </>
  )
}
