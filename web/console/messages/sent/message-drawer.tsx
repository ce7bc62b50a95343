import { Drawer } from 'antd'
import { Link } from 'react-router'
import { type MessageTold, useMessage } from '#web/console/messages/api.ts'
import { TestButton } from '#web/console/messages/recipients/test-button.tsx'
import { messagesWords } from '#web/console/messages/words.ts'
import { FactList } from '#web/shared/facts/fact-list.tsx'
import { listed, useLanguage, useWords } from '#web/shared/language/language.ts'
import { Failure, Loading } from '#web/shared/states/states.tsx'
import { useMoments } from '#web/shared/time/moment.ts'
import { DeliveryHistory } from './delivery-history.tsx'
import styles from './sent.module.css'
import { StateMark } from './state-mark.tsx'
import { tellReason } from './tell-reason.ts'
import { sentWords } from './words.ts'

/** One message: for whom, where it stands, and everything that was done to send it. */
export function MessageDrawer({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const names = useWords(messagesWords)
  const { data, error, refetch } = useMessage(id)
  return (
    <Drawer open title={data ? names.steps[data.step] : names.title} size={560} onClose={onClose}>
      {error && !data && <Failure error={error} retry={() => void refetch()} />}
      {!error && !data && <Loading rows={10} />}
      {data && <Told told={data} />}
    </Drawer>
  )
}

function Told({ told }: { readonly told: MessageTold }) {
  const words = useWords(sentWords)
  const names = useWords(messagesWords)
  const language = useLanguage()
  const { full } = useMoments()
  const { step, audience, channel, locale, reason, gatewayId, urgent, together, webhookId, state } = told
  const facts: readonly (readonly [string, React.ReactNode])[] = [
    [words.state, <StateMark key="state" told={told} />],
    [words.to, names.audiences[audience]],
    [words.channel, names.channels[channel]],
    [words.address, told.maskedAddress || words.forgotten],
    [words.locale, names.locales[locale]],
    [words.queuedAt, full(told.createdAt)],
    [words.quiet, urgent ? words.quietNo : words.quietYes],
    ...(state === 'sent' ? [[words.gateway, gatewayId ?? words.noGateway] as const] : []),
    ...(reason === null ? [] : [[words.reason, tellReason(reason, language)] as const]),
    ...(together.length === 0 ? [] : [[words.together, listed(together.map((each) => names.steps[each.step]), language)] as const]),
    [words.id, <code key="id">{told.id}</code>],
  ] // biome-ignore format: one row a fact
  const template = `${step === 'test' ? 'event' : step}/${audience}/${channel}`
  return (
    <>
      <FactList facts={facts} nameRoom={112} />
      <h3>{words.history}</h3>
      <DeliveryHistory told={told} />
      <div className={styles.ways}>
        <Link to={`?view=templates&template=${encodeURIComponent(template)}`}>{words.template}</Link>
        {webhookId && <TestButton webhookId={webhookId} name={told.maskedAddress} />}
      </div>
    </>
  )
}
