import { Button } from 'antd'
import { useState } from 'react'
import { minutesOf } from '#messages/quiet-hours.ts'
import { type Settings, useChannels, useSettings } from '#web/console/messages/api.ts'
import { messagesWords } from '#web/console/messages/words.ts'
import { useWords } from '#web/shared/language/language.ts'
import { useMay } from '#web/shared/session/session.tsx'
import { Failure, Loading } from '#web/shared/states/states.tsx'
import { HoursDialog } from './hours-dialog.tsx'
import styles from './settings.module.css'
import { settingsWords } from './words.ts'

/** Which channels are on, when people are left alone, and how long things are kept. */
export function SettingsView() {
  return (
    <div className={styles.content}>
      <Channels />
      <Hours />
    </div>
  )
}

function Channels() {
  const words = useWords(settingsWords)
  const names = useWords(messagesWords).channels
  const { channels, error, refetch } = useChannels()
  return (
    <section className={styles.section} aria-labelledby="message-channels">
      <h2 id="message-channels">{words.channels}</h2>
      <div className={styles.held}>
        {error && !channels && <Failure error={error} retry={() => void refetch()} />}
        {!error && !channels && <Loading rows={4} />}
        <dl className={styles.facts}>
          {channels?.map(({ channel, on, needs }) => (
            <div key={channel} className={styles.fact}>
              <dt>{names[channel]}</dt>
              <dd>
                {on ? words.on : words.off}
                <p className={styles.why}>{needs ? words.needs(needs) : channel === 'webhook' ? words.always : words.goes}</p>
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </section>
  )
}

function Hours() {
  const words = useWords(settingsWords)
  const mayEdit = useMay('message.edit')
  const [changing, setChanging] = useState(false)
  const { data, error, refetch } = useSettings()
  return (
    <section className={styles.section} aria-labelledby="message-hours">
      <div className={styles.title}>
        <h2 id="message-hours">{words.hours}</h2>
        {mayEdit ? (
          <Button disabled={!data} onClick={() => setChanging(true)}>
            {words.change}
          </Button>
        ) : (
          <span className={styles.why}>{words.readOnly}</span>
        )}
      </div>
      <div className={styles.held} data-tall>
        {error && !data && <Failure error={error} retry={() => void refetch()} />}
        {!error && !data && <Loading rows={8} />}
        {data && <HoursTold settings={data} />}
      </div>
      {data && changing && <HoursDialog settings={data} onClose={() => setChanging(false)} />}
    </section>
  )
}

function HoursTold({ settings }: { readonly settings: Settings }) {
  const words = useWords(settingsWords)
  const { quietFrom, quietTo, digestAt, gatherMinutes, addressDays, proofDays } = settings
  const span = words.span(quietFrom, quietTo, minutesOf(quietFrom) > minutesOf(quietTo))
  const facts = [
    [words.quiet, quietFrom === quietTo ? words.noQuiet : span, words.quietText],
    [words.digestAt, digestAt, words.digestText],
    [words.gather, words.minutes(gatherMinutes), words.gatherText],
    [words.addressDays, words.days(addressDays), words.addressText],
    [words.proofDays, words.days(proofDays), words.proofText],
  ] as const
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value, text]) => (
        <div key={name} className={styles.fact}>
          <dt>{name}</dt>
          <dd>
            {value}
            <p className={styles.why}>{text}</p>
          </dd>
        </div>
      ))}
    </dl>
  )
}
