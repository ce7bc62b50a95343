import { App } from 'antd'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useWords } from '#web/shared/language/language.ts'
import { useLeaveGuard } from '#web/shared/page/use-leave-guard.ts'
import { AfterPart } from './after-part.tsx'
import { DonePart } from './done-part.tsx'
import styles from './intake.module.css'
import { IntakeForm } from './intake-form.tsx'
import { LikelyPart } from './likely-part.tsx'
import type { Look } from './look.ts'
import { MapPart } from './map-part.tsx'
import { MinePart } from './mine-part.tsx'
import { StandardPart } from './standard-part.tsx'
import { useIntake } from './use-intake.ts'
import { usePlace } from './use-place.ts'
import { intakeWords } from './words.ts'

/** 受理: a call, a message or a find is written down, compared with what is known, and registered, all on one screen. */
export default function IntakePage() {
  const words = useWords(intakeWords)
  const desk = useIntake()
  const frame = useRef<HTMLDivElement>(null)
  const [look, setLook] = useState<Look | null>(null)
  const { at } = usePlace(desk.report.place)
  const { report, change, registered } = desk
  const nothing = useNothing(desk.clear)
  useLeaveGuard(desk.holds && registered === null, words)
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      desk.send(event.shiftKey)
    }
    if (event.altKey && event.code === 'KeyM') {
      event.preventDefault()
      frame.current?.querySelector<HTMLElement>('[data-map] canvas')?.focus()
    }
  }
  const regionClass = at?.regionClass ?? null
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears the page's shortcuts, each of which is a button or a control as well
    <div ref={frame} className={styles.page} onKeyDown={press}>
      <h1 className="visually-hidden">{words.title}</h1>
      {registered ? (
        <DonePart registered={registered} sending={desk.sending} again={desk.again} startAnew={desk.startAnew} />
      ) : (
        <IntakeForm key={desk.round} desk={desk} look={setLook} />
      )}
      <div className={styles.middle}>
        <MapPart
          place={report.place}
          look={look}
          onPlace={registered ? null : (place) => change({ place })}
          onEntry={(entry) => change({ entry })}
        />
        <MinePart />
      </div>
      <aside className={styles.known} aria-label={words.known}>
        <StandardPart typeCode={report.typeCode} chosen={report.conditionNumber} regionClass={regionClass} />
        {!registered && <LikelyPart report={report} onSame={(same) => change({ same })} onNothing={nothing} />}
        {!registered && <AfterPart report={report} regionClass={regionClass} />}
      </aside>
    </div>
  )
}

/** Asks before what was written is thrown away because the problem is known already. */
function useNothing(clear: () => void): () => void {
  const words = useWords(intakeWords)
  const { modal } = App.useApp()
  return () => void modal.confirm({ title: words.addNothing, content: words.addNothingText, onOk: clear })
}
