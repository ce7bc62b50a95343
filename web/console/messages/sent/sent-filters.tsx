import { Select } from 'antd'
import { CHANNELS, MESSAGE_STATES, MESSAGE_STEPS } from '#messages/channels.ts'
import type { MessageFilter } from '#web/console/messages/api.ts'
import { messagesWords } from '#web/console/messages/words.ts'
import { useWords } from '#web/shared/language/language.ts'
import { ListFilter, ListFilters } from '#web/shared/list/list-filters.tsx'
import { DayRange } from '#web/shared/time/day-range.tsx'
import { sentWords } from './words.ts'

interface SentFiltersProps {
  readonly filter: MessageFilter
  readonly onChange: (change: Partial<MessageFilter>) => void
}

interface ChoiceProps<Value extends string> {
  readonly id: string
  readonly label: string
  readonly any: string
  readonly width: number
  readonly values: readonly Value[]
  readonly names: Readonly<Record<Value, string>>
  readonly value: Value | undefined
  readonly onChange: (value: Value | undefined) => void
}

function Choice<Value extends string>({ id, label, any, width, values, names, value, onChange }: ChoiceProps<Value>) {
  return (
    <ListFilter id={id} label={label}>
      <Select<Value | undefined>
        id={id}
        allowClear
        listHeight={384}
        placeholder={any}
        style={{ width }}
        value={value}
        onChange={onChange}
        options={values.map((each) => ({ value: each, label: names[each] }))}
      />
    </ListFilter>
  )
}

/** In which state, over which channel, of which step, queued when. */
export function SentFilters({ filter: { state, channel, step, from, to }, onChange }: SentFiltersProps) {
  const words = useWords(sentWords)
  const { states, channels, steps } = useWords(messagesWords)
  return (
    <ListFilters>
      <Choice
        id="message-state"
        label={words.state}
        any={words.anyState}
        width={128}
        values={MESSAGE_STATES}
        names={states}
        value={state}
        onChange={(next) => onChange({ state: next })}
      />
      <Choice
        id="message-channel"
        label={words.channel}
        any={words.anyChannel}
        width={136}
        values={CHANNELS}
        names={channels}
        value={channel}
        onChange={(next) => onChange({ channel: next })}
      />
      <Choice
        id="message-step"
        label={words.step}
        any={words.anyStep}
        width={176}
        values={MESSAGE_STEPS}
        names={steps}
        value={step}
        onChange={(next) => onChange({ step: next })}
      />
      <ListFilter id="message-days" label={words.time}>
        <DayRange id="message-days" from={from} to={to} onChange={(since, until) => onChange({ from: since, to: until })} />
      </ListFilter>
    </ListFilters>
  )
}
