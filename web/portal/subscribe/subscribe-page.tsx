import { type FormEvent, useRef, useState } from 'react'
import { CONTACT } from '#portal/contact.ts'
import { newRequestId } from '#web/shared/api/submission.ts'
import { useWords } from '#web/shared/language/language.ts'
import { type About, type Form, readForm, subscribe } from '../api.ts'
import { Field } from '../parts/field.tsx'
import { HereButton } from '../parts/here.tsx'
import { PlaceSearch, wholeName } from '../parts/place-search.tsx'
import { Trap } from '../parts/trap.tsx'
import { HOME } from '../shell/address.ts'
import { useCity } from '../shell/city.ts'
import { Link } from '../shell/link.tsx'
import { Screen } from '../shell/screen.tsx'
import shell from '../shell/shell.module.css'
import { Fault, useFaultText, Waiting } from '../shell/waiting.tsx'
import { subscribeWords } from './words.ts'

type Area =
  | { readonly kind: 'place'; readonly placeCode: string; readonly name: string }
  | { readonly kind: 'circle'; readonly lon: number; readonly lat: number }
/** Around where one stands, metres. */
const RADIUS = 500

/** Hearing of an area once a day. */
export function SubscribePage() {
  const words = useWords(subscribeWords)
  const { data, error, retry } = useCity()
  const [sent, setSent] = useState(false)
  if (!data)
    return (
      <Screen title={words.title}>
        <Waiting error={error} retry={retry} />
      </Screen>
    )
  if (sent)
    return (
      <Screen key="sent" title={words.sent} lead={words.sentText}>
        <Link className={shell.secondary} to={HOME}>
          {words.home}
        </Link>
      </Screen>
    )
  if (!data.news.email && !data.news.sms)
    return (
      <Screen title={words.title}>
        <p>{words.off}</p>
        <Link className={shell.secondary} to={`${HOME}/map`}>
          {words.map}
        </Link>
      </Screen>
    )
  return <Subscribing news={data.news} onSent={() => setSent(true)} />
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)))

/** Sends it once, with a form that has lain open for as long as the city asks. */
function useSubscription(onSent: () => void) {
  const words = useWords(subscribeWords)
  const tell = useFaultText()
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<string | null>(null)
  const form = useRef<Form | null>(null)
  const requestId = useRef(newRequestId())
  const send = async (area: Area | null, address: string, website: string, news: About['news']): Promise<void> => {
    const channel = address.includes('@') ? 'email' : 'sms'
    if (busy) return
    if (!area) return setFault(words.noPlace)
    if (!CONTACT.test(address)) return setFault(words.badAddress)
    if (!news[channel]) return setFault(words.notOver)
    setBusy(true)
    setFault(null)
    try {
      form.current ??= await readForm()
      await sleep(form.current.waitSeconds * 1000)
      const where = area.kind === 'place' ? { kind: area.kind, placeCode: area.placeCode } : { ...area, radiusMetres: RADIUS }
      await subscribe({ requestId: requestId.current, form: form.current.form, website, channel, address, area: where })
      onSent()
    } catch (error) {
      // Another try is another form, for another address may be meant.
      form.current = null
      requestId.current = newRequestId()
      setFault(tell(error))
      setBusy(false)
    }
  }
  return { busy, fault, send }
}

function Subscribing({ news, onSent }: { readonly news: About['news']; readonly onSent: () => void }) {
  const words = useWords(subscribeWords)
  const [area, setArea] = useState<Area | null>(null)
  const [address, setAddress] = useState('')
  const [website, setWebsite] = useState('')
  const { busy, fault, send } = useSubscription(onSent)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    void send(area, address.trim(), website, news)
  }
  const over = news.email && news.sms ? words.either : news.email ? words.email : words.sms
  return (
    <Screen title={words.title} lead={words.lead}>
      <form onSubmit={submit} noValidate style={{ display: 'contents' }}>
        <h2>{words.where}</h2>
        <div role="status">{area && <b>{area.kind === 'place' ? words.chosenPlace(area.name) : words.chosenCircle(RADIUS)}</b>}</div>
        {area ? (
          <button type="button" className={shell.plain} onClick={() => setArea(null)}>
            {words.change}
          </button>
        ) : (
          <>
            <PlaceSearch onPlace={(place) => setArea({ kind: 'place', placeCode: place.code, name: wholeName(place) })} />
            <HereButton onHere={({ lon, lat }) => setArea({ kind: 'circle', lon, lat })} />
          </>
        )}
        <h2>{words.address}</h2>
        <Field label={over} hint={words.kept} value={address} maxLength={254} autoComplete="email" inputMode="email" onText={setAddress} />
        <Trap value={website} onText={setWebsite} />
        {fault !== null && <Fault text={fault} />}
        <button type="submit" className={shell.primary}>
          {busy ? words.sending : words.send}
        </button>
      </form>
    </Screen>
  )
}
