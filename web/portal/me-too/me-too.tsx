import { useRef, useState } from 'react'
import { ApiProblem } from '#web/shared/api/problem.ts'
import { useWords } from '#web/shared/language/language.ts'
import { type Form, readForm, sendMeToo } from '../api.ts'
import { deviceStore } from '../shell/device-store.ts'
import shell from '../shell/shell.module.css'
import { Fault, useFaultText } from '../shell/waiting.tsx'
import { meTooWords } from './words.ts'

const counts = (stored: unknown): Readonly<Record<string, number>> =>
  typeof stored === 'object' && stored !== null ? (stored as Readonly<Record<string, number>>) : {}
/** What was said in this tab, with the count it made: nobody says it twice by mistake. */
const said = deviceStore('wangge.portal.me-too', counts, () => sessionStorage)

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Says it with one form, which counts once however often it is sent. */
async function say(ref: string, { form, waitSeconds }: Form): Promise<number> {
  await sleep(waitSeconds * 1000)
  try {
    return (await sendMeToo(ref, form)).meToo
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.code !== 'portal.too_fast') throw error
    await sleep(3000)
    return (await sendMeToo(ref, form)).meToo
  }
}

interface MeTooProps {
  readonly caseRef: string
  readonly name: string
  /** How many said so before; null where that is not known. */
  readonly count: number | null
}

/** "Me too" of one case. */
export function MeToo({ caseRef, name, count }: MeTooProps) {
  const words = useWords(meTooWords)
  const tell = useFaultText()
  const made = said.useValue()[caseRef]
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const form = useRef<Form | null>(null)
  const press = async (): Promise<void> => {
    if (busy) return
    setBusy(true)
    setError(undefined)
    try {
      form.current ??= await readForm()
      said.write({ ...said.read(), [caseRef]: await say(caseRef, form.current) })
    } catch (fault) {
      setError(fault)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div>
      {made === undefined && count !== null && count > 0 && <p>{words.soFar(count)}</p>}
      {made === undefined && (
        <button type="button" className={shell.secondary} aria-label={words.named(name)} aria-disabled={busy} onClick={press}>
          {words.button}
        </button>
      )}
      <p role="status">{busy ? words.sending : made !== undefined && words.counted(made)}</p>
      {error !== undefined && <Fault text={tell(error)} />}
    </div>
  )
}
