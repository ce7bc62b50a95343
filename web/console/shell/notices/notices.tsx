import { BellOutlined } from '@ant-design/icons'
import { Badge, Button, Popover } from 'antd'
import { useState } from 'react'
import { useWords } from '#web/shared/language/language.ts'
import { NoticeList } from './notice-list.tsx'
import { useAwaitingApproval } from './use-awaiting-approval.ts'
import { useUnread } from './use-notices.ts'
import { noticesWords } from './words.ts'

/** The bell: how many notices are unread, and the newest on a click. */
export function Notices() {
  const words = useWords(noticesWords)
  const awaiting = useAwaitingApproval()
  const unread = useUnread() + awaiting.length
  const [open, setOpen] = useState(false)
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      title={words.title}
      content={<NoticeList awaiting={awaiting} onOpen={() => setOpen(false)} />}
      destroyOnHidden
    >
      <Badge count={unread} size="small" offset={[-6, 6]} overflowCount={99}>
        <Button
          type="text"
          icon={<BellOutlined />}
          aria-label={unread > 0 ? words.unread(unread) : words.title}
          title={words.title}
          aria-expanded={open}
        />
      </Badge>
    </Popover>
  )
}
