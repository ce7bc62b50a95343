import { Button, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { ApiProblem, Unreachable } from '#web/shared/api/problem.ts'
import { useSay, useWords } from '#web/shared/language/language.ts'
import styles from './states.module.css'
import { statesWords } from './words.ts'

interface NoticeProps {
  readonly title: string
  readonly children?: ReactNode
  readonly action?: ReactNode
  readonly role?: 'status' | 'alert'
}

/** One quiet block in the middle of where something would be. */
function Notice({ title, children, action, role = 'status' }: NoticeProps) {
  return (
    <div className={styles.notice} role={role}>
      <p className={styles.title}>{title}</p>
      {children && <div className={styles.text}>{children}</div>}
      {action && <div className={styles.action}>{action}</div>}
    </div>
  )
}

/** Nothing here: why, and what would fill it. */
export const Empty = ({ title, children, action }: Omit<NoticeProps, 'role'>) => (
  <Notice title={title} action={action}>
    {children}
  </Notice>
)

/** Loading keeps the place of what comes, so that nothing jumps. `rows` is how many lines it will take. */
export function Loading({ rows = 6 }: { readonly rows?: number }) {
  const words = useWords(statesWords)
  return (
    <div className={styles.loading} role="status" aria-label={words.loading}>
      <Skeleton active title={false} paragraph={{ rows, width: '100%' }} />
    </div>
  )
}

/** What went wrong in the reader's language, and what to do next. */
export function Failure({ error, retry }: { readonly error: unknown; readonly retry?: () => void }) {
  const words = useWords(statesWords)
  const text = useErrorText()
  if (error instanceof ApiProblem && error.status === 403) return <NoPermission text={error.message} />
  return (
    <Notice role="alert" title={words.failed} action={retry && <Button onClick={retry}>{words.retry}</Button>}>
      {text(error)}
    </Notice>
  )
}

export function NoPermission({ text }: { readonly text?: string }) {
  const words = useWords(statesWords)
  return (
    <Notice role="alert" title={words.noPermission}>
      {text ?? words.noPermissionText}
    </Notice>
  )
}

/** The text of whatever was thrown, in the reader's language. */
export function useErrorText(): (error: unknown) => string {
  const words = useWords(statesWords)
  const say = useSay()
  return (error) => (error instanceof Unreachable ? say(error.text) : error instanceof ApiProblem ? error.message : words.unexpected)
}
