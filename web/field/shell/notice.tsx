import type { ReactNode } from 'react'

interface NoticeProps {
  readonly title: string
  readonly children?: ReactNode
  readonly action?: ReactNode
  readonly role?: 'status' | 'alert'
}

/** One quiet block where something would be: why it is empty, and what would fill it. */
export const Notice = ({ title, children, action, role = 'status' }: NoticeProps) => (
  <div className="notice" role={role}>
    <p className="notice-title">{title}</p>
    {children && <p className="notice-text">{children}</p>}
    {action}
  </div>
)
