import type { DivisionSeen } from '#web/console/organisation/api.ts'
import organisation from '#web/console/organisation/organisation.module.css'
import { organisationWords } from '#web/console/organisation/words.ts'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import { treeWords } from './words.ts'

/** The versions of a division and what became of it, where there is more than the present one. */
export function History({ seen: { versions, successions } }: { readonly seen: DivisionSeen }) {
  const words = useWords(treeWords)
  const shared = useWords(organisationWords)
  const language = useLanguage()
  if (versions.length < 2 && successions.length === 0) return null
  return (
    <section className={organisation.section}>
      <h2>{words.history}</h2>
      <ul className={organisation.lines}>
        {versions.map(({ id, name, nameEn, validFrom, validTo }) => (
          <li key={id}>
            <span>{validTo ? shared.between(validFrom, validTo) : shared.since(validFrom)}</span>
            <span>{language === 'zh' ? name : (nameEn ?? name)}</span>
          </li>
        ))}
        {successions.map(({ fromCode, toCode, kind, onDate }) => (
          <li key={`${fromCode} ${toCode} ${onDate} ${kind}`}>
            <span>{onDate}</span>
            <span className={organisation.tag}>{words.successionKinds[kind]}</span>
            <span>{fromCode === toCode ? fromCode : `${fromCode} → ${toCode}`}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
