import { App, Button } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { CaseNext } from '#web/console/cases/api.ts'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import { useAbout } from '#web/shared/session/about.ts'
import { useMe, useSessionChange } from '#web/shared/session/session.tsx'
import { useErrorText } from '#web/shared/states/states.tsx'
import styles from './next-step.module.css'
import { caseWords } from './words.ts'

type Step = CaseNext['steps'][number]

interface ContinueAsProps {
  readonly caseId: string
  readonly steps: readonly Step[]
}

/** Of a demo city alone: whoever plays the loop by themselves goes on as the post whose step it is. */
export function ContinueAs({ caseId, steps }: ContinueAsProps) {
  const words = useWords(caseWords)
  const language = useLanguage()
  const me = useMe()
  const { data: about } = useAbout()
  const { continueAs } = useSessionChange()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const [busy, setBusy] = useState(false)
  const waiting = steps.find(({ posts }) => posts.length > 0)
  const post = waiting?.posts[0]
  if (!about?.city?.isDemo || post === undefined || waiting?.mine || waiting?.posts.some(({ postId }) => postId === me.post.id)) return null
  const go = async (): Promise<void> => {
    setBusy(true)
    try {
      await continueAs(post.postId)
      await navigate(`/cases/${caseId}`)
    } catch (error) {
      message.error(errorText(error))
      setBusy(false)
    }
  }
  const name = language === 'zh' ? `${post.unitName} ${post.title}` : `${post.unitNameEn ?? post.unitName} ${post.titleEn ?? post.title}`
  return (
    <p className={styles.continueAs}>
      <span>{words.demo}</span>
      <Button size="small" type="link" disabled={busy} onClick={() => void go()}>
        {words.continueAs(name)}
      </Button>
    </p>
  )
}
