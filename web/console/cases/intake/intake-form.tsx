import { PhotosField } from '#web/console/cases/actions/photos-field.tsx'
import { useWords } from '#web/shared/language/language.ts'
import { CallerFields } from './caller-fields.tsx'
import { EntryField } from './entry-field.tsx'
import type { Faults } from './faults.ts'
import { controlId, Field } from './field.tsx'
import styles from './intake-form.module.css'
import type { Look } from './look.ts'
import { PlaceField } from './place-field.tsx'
import type { Report } from './report.ts'
import { SourceFields } from './source-fields.tsx'
import { SubmitBar } from './submit-bar.tsx'
import { TypeFields } from './type-fields.tsx'
import type { IntakeDesk } from './use-intake.ts'
import { WhatFields } from './what-fields.tsx'
import { intakeWords } from './words.ts'

const MOST_PHOTOS = 9

export interface FormPart {
  readonly report: Report
  readonly change: (part: Partial<Report>) => void
  readonly faults: Faults
}

/** The report in the order of the conversation: what, where, which type, who calls, and the rest. */
export function IntakeForm({ desk, look }: { readonly desk: IntakeDesk; readonly look: (at: Look) => void }) {
  const words = useWords(intakeWords)
  const { report, change, faults } = desk
  const part = { report, change, faults }
  return (
    <section className={styles.form} aria-label={words.form}>
      <div className={styles.fields}>
        <WhatFields {...part} />
        <PlaceField {...part} look={look} />
        <TypeFields {...part} />
        <CallerFields {...part} />
        <SourceFields {...part} />
        <EntryField {...part} />
        <Field name="photos" faults={faults}>
          <div className={styles.photos}>
            <PhotosField
              id={controlId('photos')}
              most={MOST_PHOTOS}
              takesPaste
              onChange={(photos) => change({ photos })}
              onBusy={desk.setUploading}
            />
          </div>
        </Field>
      </div>
      <SubmitBar
        report={report}
        sending={desk.sending}
        uploading={desk.uploading}
        faulty={Object.keys(faults).length}
        problem={desk.problem}
        holds={desk.holds}
        restored={desk.restored}
        onSend={desk.send}
        onClear={desk.clear}
      />
    </section>
  )
}
