import { useLanguage, useWords } from '#web/shared/language/language.ts'
import { useCity } from '../shell/city.ts'
import { Emergency } from '../shell/emergency.tsx'
import { Screen } from '../shell/screen.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { aboutWords } from './words.ts'

/** What is asked, what is kept, who sees it, when it goes. */
export function AboutPage() {
  const words = useWords(aboutWords)
  const language = useLanguage()
  const { data, error, retry } = useCity()
  const parts = [
    [words.map, words.mapText],
    [words.device, words.deviceText],
    [words.history, words.historyText],
  ] as const
  return (
    <Screen title={words.title}>
      <section>
        <h2>{words.asked}</h2>
        <p>{words.askedText}</p>
      </section>
      <section>
        <h2>{words.kept}</h2>
        {data ? (
          <>
            <p>{data.retention.words[language]}</p>
            <p>{words.code(data.retention.codeDays)}</p>
            <p>{words.loose(data.retention.loosePhotoDays)}</p>
          </>
        ) : (
          <Waiting error={error} retry={retry} />
        )}
      </section>
      {parts.map(([title, text]) => (
        <section key={title}>
          <h2>{title}</h2>
          <p>{text}</p>
        </section>
      ))}
      <Emergency />
      <p>{words.emergencyText}</p>
    </Screen>
  )
}
