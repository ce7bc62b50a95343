import { useEffect } from 'react'
import { useLocation, useParams } from 'react-router'
import { useCase } from '#web/console/cases/api.ts'
import { useWords } from '#web/shared/language/language.ts'
import styles from './case.module.css'
import { CaseView } from './case-view.tsx'
import { PRINT_HASH, useLightPaper } from './print.ts'
import { caseWords } from './words.ts'

/** Time for photos and map to be drawn before the page is put on paper, ms. */
const BEFORE_PRINT = 1500

/** The page of one case; at #print it prints itself once it stands. */
export default function CasePage() {
  const { id = '' } = useParams()
  const { hash } = useLocation()
  const words = useWords(caseWords)
  const { data } = useCase(id)
  const number = data?.number
  useLightPaper()
  useEffect(() => {
    if (number) document.title = words.page(number)
  }, [number, words])
  useEffect(() => {
    if (hash !== PRINT_HASH || !number) return
    const timer = setTimeout(() => window.print(), BEFORE_PRINT)
    return () => clearTimeout(timer)
  }, [hash, number])
  return (
    <div className={styles.page}>
      <CaseView key={id} caseId={id} />
    </div>
  )
}
