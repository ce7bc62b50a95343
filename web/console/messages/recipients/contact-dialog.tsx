import { useQueryClient } from '@tanstack/react-query'
import { App, Form, Input, Radio } from 'antd'
import { MESSAGE_LOCALES, type MessageLocale, PERSONAL_CHANNELS, type PersonalChannel } from '#messages/channels.ts'
import { ContactInput, ContactParams } from '#messages/contract.ts'
import { type ChannelState, type Contact, MESSAGES, setContact } from '#web/console/messages/api.ts'
import { settingsWords } from '#web/console/messages/settings/words.ts'
import { messagesWords } from '#web/console/messages/words.ts'
import { FormDialog } from '#web/shared/form/form-dialog.tsx'
import { useContractForm } from '#web/shared/form/use-contract-form.ts'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import { OfficeField } from './office-field.tsx'
import { useOfficeName } from './use-office-name.ts'
import { recipientsWords } from './words.ts'

/** What is sent and where it is sent to, judged as one form. */
const Given = ContactInput.extend(ContactParams.shape)

interface Values {
  readonly kind: Contact['kind']
  readonly id?: string | null
  readonly channel: PersonalChannel
  readonly address: string
  readonly locale: MessageLocale
}
type Sent = Parameters<typeof setContact>[0] & Parameters<typeof setContact>[1]

interface ContactDialogProps {
  /** The one to change; a new one without. */
  readonly of?: Contact
  /** Those there are: nobody replaces one without knowing. */
  readonly contacts: readonly Contact[]
  readonly channels: readonly ChannelState[]
  readonly onClose: () => void
}

/** How a unit or post is reached: which, over which channel, and where. */
export function ContactDialog({ of, contacts, channels, onClose }: ContactDialogProps) {
  const words = useWords(recipientsWords)
  const names = useWords(messagesWords)
  const nameOf = useOfficeName()
  const language = useLanguage()
  const { message } = App.useApp()
  const client = useQueryClient()
  const state = useContractForm<Values, Sent>({
    schema: Given,
    inputOf: (values, requestId) => ({ requestId, ...values, address: values.address.trim() }),
    send: ({ kind, id, channel, ...input }) => setContact({ kind, id, channel }, input),
    onDone: () => {
      void message.success(words.saved)
      void client.invalidateQueries({ queryKey: [...MESSAGES, 'contacts'] })
      onClose()
    },
  })
  const initial: Values = of
    ? { kind: of.kind, id: of.id, channel: of.channel, address: '', locale: of.locale }
    : { kind: 'unit', channel: 'email', address: '', locale: language }
  return (
    <FormDialog<Values>
      title={of ? `${words.change} · ${nameOf(of)} · ${names.channels[of.channel]}` : words.addOffice}
      verb={of ? words.save : words.add}
      state={state}
      initial={initial}
      onClose={onClose}
      onChange={(changed, form) => 'kind' in changed && form.setFieldValue('id', undefined)}
    >
      {!of && <WhichOffice state={state} />}
      <Where state={state} of={of} contacts={contacts} channels={channels} />
      <Form.Item name="locale" label={words.locale}>
        <Radio.Group optionType="button" options={MESSAGE_LOCALES.map((value) => ({ value, label: names.locales[value] }))} />
      </Form.Item>
    </FormDialog>
  )
}

type State = ReturnType<typeof useContractForm<Values, Sent>>

function WhichOffice({ state: { form } }: { readonly state: State }) {
  const words = useWords(recipientsWords)
  const names = useWords(messagesWords)
  const kind = Form.useWatch('kind', form) ?? 'unit'
  return (
    <>
      <Form.Item name="kind" label={words.kind}>
        <Radio.Group optionType="button" options={(['unit', 'post'] as const).map((value) => ({ value, label: words.kinds[value] }))} />
      </Form.Item>
      <Form.Item name="id" label={words[kind]}>
        <OfficeField key={kind} kind={kind} />
      </Form.Item>
      <Form.Item name="channel" label={words.channel}>
        <Radio.Group optionType="button" options={PERSONAL_CHANNELS.map((value) => ({ value, label: names.channels[value] }))} />
      </Form.Item>
    </>
  )
}

type WhereProps = Omit<ContactDialogProps, 'onClose' | 'of'> & { readonly state: State; readonly of: Contact | undefined }

function Where({ state: { form }, of, contacts, channels }: WhereProps) {
  const words = useWords(recipientsWords)
  const settings = useWords(settingsWords)
  const [kind, id, channel] = [
    Form.useWatch('kind', form),
    Form.useWatch('id', form),
    Form.useWatch('channel', form) ?? of?.channel ?? 'email',
  ]
  const there = of ? undefined : contacts.find((each) => each.kind === kind && each.id === id && each.channel === channel)
  const needs = channels.find((each) => each.channel === channel)?.needs
  const hints = [
    words.addressHints[channel],
    of && words.before(of.maskedAddress),
    there && words.replaces(there.maskedAddress),
    needs && settings.needs(needs),
  ]
  return (
    <Form.Item name="address" label={words.address} extra={hints.filter(Boolean).map((hint) => <div key={hint}>{hint}</div>)}>
      <Input maxLength={254} autoComplete="off" inputMode={channel === 'sms' ? 'tel' : 'email'} />
    </Form.Item>
  )
}
