import { CHANNELS } from '#messages/channels.ts'
import { type ChannelState, type Counted, useSummary } from '#web/console/messages/api.ts'
import { messagesWords } from '#web/console/messages/words.ts'
import { useWords } from '#web/shared/language/language.ts'
import { useErrorText } from '#web/shared/states/states.tsx'
import styles from './sent.module.css'
import { sentWords } from './words.ts'

/** Which channels are on, or what the others lack, and what the last day did over each. */
export function ChannelStrip({ channels }: { readonly channels: readonly ChannelState[] | undefined }) {
  const words = useWords(sentWords)
  const errorText = useErrorText()
  const { data, error } = useSummary()
  return (
    <section className={styles.strip} aria-label={words.summary}>
      {CHANNELS.map((channel, index) => (
        <ChannelCell
          key={channel}
          channel={channel}
          state={channels?.find((each) => each.channel === channel)}
          counted={data?.channels.find((each) => each.channel === channel)}
          capped={data?.capped ?? false}
          // What is wrong with all of them is said once, and by the list when that failed too.
          fault={index === 0 && channels && error && !data ? errorText(error) : null}
        />
      ))}
    </section>
  )
}

interface ChannelCellProps {
  readonly channel: (typeof CHANNELS)[number]
  readonly state: ChannelState | undefined
  readonly counted: Counted | undefined
  readonly capped: boolean
  readonly fault: string | null
}

function ChannelCell({ channel, state, counted, capped, fault }: ChannelCellProps) {
  const words = useWords(sentWords)
  const names = useWords(messagesWords).channels
  const tell = (count: number): string => (capped && count > 0 ? words.atLeast(count) : String(count))
  return (
    <div className={styles.cell}>
      <h2>
        {names[channel]}
        {state && <span className={styles.switch}>{state.on ? words.on : words.off}</span>}
      </h2>
      {state && !state.on && state.needs && <p className={styles.needs}>{words.needs(state.needs)}</p>}
      {fault && <p className={styles.needs}>{fault}</p>}
      {counted && (
        <>
          <p>
            <span className={styles.faint}>{words.day}</span>{' '}
            {words.counts(tell(counted.sent), tell(counted.failed), tell(counted.dropped))}
          </p>
          <p className={styles.faint}>{words.queue(tell(counted.waiting), tell(counted.retried))}</p>
        </>
      )}
    </div>
  )
}
