import { useState } from 'react'
import { Choices } from '#web/field/shell/choices.tsx'
import { useField } from '#web/field/shell/field.ts'
import { useNamed, useWords } from '#web/shared/language/language.ts'
import { foundTypes, packedTypes, proposedTypes } from './propose.ts'
import styles from './report.module.css'
import { type PackedType, withType } from './report-fields.ts'
import type { ReportFormProps } from './report-page.tsx'
import { useProposals } from './use-report.ts'
import { reportWords } from './words.ts'

/** The type at one tap, with the first of its filing conditions ticked; another, or none, at one more. */
export function TypePart({ fields, change }: ReportFormProps) {
  const words = useWords(reportWords)
  const named = useNamed()
  const { pack } = useField()
  const [searching, setSearching] = useState(false)
  const { suggested, recent } = useProposals(fields.place)
  const types = packedTypes(pack)
  const chosen = types.find(({ code }) => code === fields.typeCode)
  const choose = (type: PackedType): void => {
    change(withType(type))
    setSearching(false)
  }
  if (types.length === 0) return <NoTypes />
  if (searching) return <TypeSearch types={types} choose={choose} />
  return (
    <section className="section" aria-label={words.type}>
      <h2 className="heading">{words.type}</h2>
      <div className={styles.types}>
        {proposedTypes(types, suggested, recent, fields.typeCode).map((type) => (
          <button
            key={type.code}
            type="button"
            className={styles.type}
            aria-pressed={type.code === fields.typeCode}
            onClick={() => choose(type)}
          >
            {named(type.name, type.nameEn)}
          </button>
        ))}
        <button type="button" className={`${styles.type} ${styles.other}`} onClick={() => setSearching(true)}>
          {words.otherTypes}
        </button>
      </div>
      {chosen && <Conditions type={chosen} fields={fields} change={change} />}
    </section>
  )
}

/** Photo and place need no catalogue: they are taken meanwhile, and stay. */
function NoTypes() {
  const words = useWords(reportWords)
  const { pack } = useField()
  return (
    <section className="section" aria-label={words.type}>
      <h2 className="heading">{words.type}</h2>
      <p role="status" className="faint">
        {pack ? words.noCatalogue : words.catalogueComes}
      </p>
    </section>
  )
}

const NONE = 'none'

function Conditions({ type, fields, change }: ReportFormProps & { readonly type: PackedType }) {
  const words = useWords(reportWords)
  const choices = [
    ...type.conditions.map(({ number, filing }) => ({ value: String(number), text: filing })),
    { value: NONE, text: words.noCondition },
  ]
  return (
    <Choices
      name="condition"
      legend={words.condition}
      value={fields.conditionNumber === null ? NONE : String(fields.conditionNumber)}
      choices={choices}
      onChoose={(value) => change({ conditionNumber: value === NONE ? null : Number(value) })}
    />
  )
}

function TypeSearch({ types, choose }: { readonly types: readonly PackedType[]; readonly choose: (type: PackedType) => void }) {
  const words = useWords(reportWords)
  const named = useNamed()
  const [text, setText] = useState('')
  const found = foundTypes(types, text)
  return (
    <section className="section" aria-label={words.otherTypes}>
      <label className="field">
        <span className="label">{words.search}</span>
        {/* biome-ignore lint/a11y/noAutofocus: the person has just asked to search */}
        <input type="search" value={text} autoFocus onChange={({ target }) => setText(target.value)} />
      </label>
      {found.length === 0 && <p className="faint">{words.noneFound}</p>}
      <ul className={`list ${styles.found}`}>
        {found.map((type) => (
          <li key={type.code}>
            <button type="button" className="row" onClick={() => choose(type)}>
              <span className="row-main">{named(type.name, type.nameEn)}</span>
              <span className="row-end faint">{named(type.className, type.classNameEn)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
