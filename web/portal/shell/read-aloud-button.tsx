import { useEffect, useState } from 'react'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import { useAddress } from './address.ts'
import { useLargeType } from './large-type.ts'
import { canSpeak, linesOf, quiet, speak } from './read-aloud.ts'
import styles from './shell.module.css'
import { shellWords } from './words.ts'

type Reading = 'no' | 'yes' | 'noVoice'

/** In large type: reads the screen aloud when asked, and only then. */
export function ReadAloud() {
  const words = useWords(shellWords)
  const language = useLanguage()
  const { path } = useAddress()
  const [large] = useLargeType()
  const [reading, setReading] = useState<Reading>('no')
  // biome-ignore lint/correctness/useExhaustiveDependencies: another screen or language ends what was read
  useEffect(() => setReading('no'), [path, language])
  if (!large || !canSpeak()) return null
  const toggle = async (): Promise<void> => {
    if (reading === 'yes') {
      quiet()
      setReading('no')
      return
    }
    const main = document.getElementById('main')
    if (!main) return
    setReading('yes')
    if (!(await speak(linesOf(main), language, () => setReading('no')))) setReading('noVoice')
  }
  return (
    <>
      <button type="button" className={styles.setting} aria-pressed={reading === 'yes'} onClick={toggle}>
        {reading === 'yes' ? words.stop : words.readAloud}
      </button>
      {reading === 'noVoice' && (
        <span role="status" className={styles.noVoice}>
          {words.noVoice}
        </span>
      )}
    </>
  )
}
