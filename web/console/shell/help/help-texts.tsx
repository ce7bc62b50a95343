import { Input } from 'antd'
import { useState } from 'react'
import { ACTION_NAMES, ruleOf, STAGE_NAMES, STAGES } from '#cases/lifecycle.ts'
import { NEXT_ACTIONS } from '#cases/next-steps.ts'
import { type Bilingual, useLanguage, useWords } from '#web/shared/language/language.ts'
import { ACTION_HELP } from './action-help-words.ts'
import styles from './help.module.css'
import { helpWords } from './words.ts'

interface Term {
  readonly name: string
  readonly text: string
}

const pick = (text: Bilingual, language: 'zh' | 'en'): string => text[language]

/** Stages with what they wait for, actions with what they do, and the ideas behind; narrowed by a word. */
export default function HelpTexts() {
  const words = useWords(helpWords)
  const language = useLanguage()
  const [asked, setAsked] = useState('')
  const stages = STAGES.map((stage) => {
    const next = NEXT_ACTIONS[stage][0]
    return {
      name: STAGE_NAMES[stage][language],
      text: next === undefined ? '' : `${pick(ruleOf(next), language)} — ${pick(ACTION_HELP[next], language)}`,
    }
  }).filter(({ text }) => text !== '')
  const actions = ACTION_NAMES.map((action) => ({ name: pick(ruleOf(action), language), text: pick(ACTION_HELP[action], language) }))
  const sections: readonly (readonly [string, readonly Term[]])[] = [
    [words.ideas, words.terms],
    [words.stages, stages],
    [words.actions, actions],
    [words.keysTitle, [{ name: words.keysTitle, text: words.keys }]],
  ]
  const fits = ({ name, text }: Term): boolean => `${name} ${text}`.toLowerCase().includes(asked.trim().toLowerCase())
  const shown = sections.map(([title, terms]) => [title, terms.filter(fits)] as const).filter(([, terms]) => terms.length > 0)
  return (
    <>
      <Input.Search
        allowClear
        value={asked}
        onChange={(event) => setAsked(event.target.value)}
        placeholder={words.find}
        aria-label={words.find}
      />
      {shown.length === 0 && <p className={styles.nothing}>{words.nothing}</p>}
      {shown.map(([title, terms]) => (
        <section key={title} className={styles.section}>
          <h3>{title}</h3>
          <dl>
            {terms.map(({ name, text }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </>
  )
}
