import styles from './choices.module.css'

interface ChoicesProps<Value extends string> {
  readonly name: string
  readonly legend: string
  readonly value: Value | null
  readonly choices: readonly { readonly value: Value; readonly text: string }[]
  readonly onChoose: (value: Value) => void
}

/** One of a few, each as large as a thumb. */
export const Choices = <Value extends string>({ name, legend, value, choices, onChoose }: ChoicesProps<Value>) => (
  <fieldset className={styles.choices}>
    <legend className="heading">{legend}</legend>
    {choices.map((each) => (
      <label key={each.value} className={styles.choice}>
        <input type="radio" name={name} checked={value === each.value} onChange={() => onChoose(each.value)} />
        <span>{each.text}</span>
      </label>
    ))}
  </fieldset>
)
