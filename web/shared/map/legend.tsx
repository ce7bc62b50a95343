import { type Light as CaseLight, LIGHTS } from '#catalogue/time-limit.ts'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import { Light } from '#web/shared/time/light.tsx'
import styles from './map.module.css'
import type { LegendFilter } from './map-props.ts'
import { mapWords } from './words.ts'

const toggled = (lights: readonly CaseLight[], light: CaseLight): readonly CaseLight[] =>
  lights.includes(light) ? lights.filter((each) => each !== light) : [...lights, light]

/** What the signs mean; with a filter, each light can be pressed to see only those. */
export function Legend({ filter }: { readonly filter: LegendFilter | undefined }) {
  const words = useWords(mapWords)
  return (
    <ul className={styles.legend} aria-label={filter ? words.legendFilter : words.legend}>
      {LIGHTS.toReversed().map((light) => (
        <li key={light}>{filter ? <LightButton light={light} filter={filter} /> : <LightName light={light} />}</li>
      ))}
      <li className={styles.several}>
        <Light kind="none" />
        {words.lights.none}
      </li>
      <li className={styles.several}>
        <span className={styles.disc} aria-hidden="true">
          9
        </span>
        {words.several}
      </li>
    </ul>
  )
}

function LightName({ light }: { readonly light: CaseLight }) {
  const words = useWords(mapWords)
  return (
    <>
      <Light kind={light} />
      {words.lights[light]}
    </>
  )
}

function LightButton({ light, filter }: { readonly light: CaseLight; readonly filter: LegendFilter }) {
  const { lights, counts, onChange } = filter
  const language = useLanguage()
  return (
    <button type="button" aria-pressed={lights.includes(light)} onClick={() => onChange(toggled(lights, light))}>
      <LightName light={light} />
      {counts?.[light] !== undefined && (
        <span className={styles.count}>{counts[light].toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB')}</span>
      )}
    </button>
  )
}
