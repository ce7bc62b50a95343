import { Alert } from 'antd'
import { useWords } from '#web/shared/language/language.ts'
import { wallWords } from './words.ts'

/** On a page where people work, a machine that only shows says so. */
export default function WallBanner() {
  const words = useWords(wallWords)
  return <Alert banner type="warning" title={words.banner} />
}
