import { ReloadOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useMemo } from 'react'
import { MESSAGES, useMessages } from '#web/console/messages/api.ts'
import { messagesWords } from '#web/console/messages/words.ts'
import { useWords } from '#web/shared/language/language.ts'
import { ListFoot } from '#web/shared/list/list-foot.tsx'
import { useMore } from '#web/shared/list/use-more.ts'
import { Empty, Failure, Loading } from '#web/shared/states/states.tsx'
import { ChannelStrip } from './channel-strip.tsx'
import { MessageDrawer } from './message-drawer.tsx'
import styles from './sent.module.css'
import { SentFilters } from './sent-filters.tsx'
import { SentList } from './sent-list.tsx'
import { useAddress } from './use-address.ts'
import { sentWords } from './words.ts'

/** What was and is to be sent, found by state, channel, step and day; one message opens beside the list. */
export function SentView() {
  const words = useWords(sentWords)
  const { refresh } = useWords(messagesWords)
  const client = useQueryClient()
  const [address, change] = useAddress()
  const { state, channel, step, from, to } = address
  const filter = useMemo(() => ({ state, channel, step, from, to }), [state, channel, step, from, to])
  const sent = useMessages(filter)
  const { data, error, refetch, hasNextPage, isFetching, isFetchingNextPage } = sent
  const messages = data?.pages.flatMap(({ items }) => items)
  const total = data?.pages[0]?.total ?? 0
  const filtered = Object.values(filter).some((each) => each !== undefined)
  const more = useMore(sent)
  const clear = (): void => change({ state: undefined, channel: undefined, step: undefined, from: undefined, to: undefined })
  return (
    <div className={styles.content}>
      <ChannelStrip channels={data?.pages[0]?.channels} />
      <SentFilters filter={filter} onChange={change} />
      <div className={styles.middle}>
        {error && !messages && <Failure error={error} retry={() => void refetch()} />}
        {!error && !messages && <Loading rows={14} />}
        {messages?.length === 0 &&
          (filtered ? (
            <Empty title={words.emptyFound} action={<Button onClick={clear}>{words.clear}</Button>}>
              {words.emptyFoundText}
            </Empty>
          ) : (
            <Empty title={words.empty}>{words.emptyText}</Empty>
          ))}
        {messages && messages.length > 0 && (
          <SentList messages={messages} total={total} openId={address.message} onOpen={(message) => change({ message })} onEnd={more} />
        )}
      </div>
      <ListFoot
        told={messages && words.all(messages.length, total)}
        hasMore={hasNextPage}
        isReading={isFetchingNextPage}
        onMore={more}
        words={words}
      >
        <Button
          className={styles.refresh}
          size="small"
          icon={<ReloadOutlined />}
          disabled={isFetching}
          onClick={() => void client.resetQueries({ queryKey: MESSAGES })}
        >
          {refresh}
        </Button>
      </ListFoot>
      {address.message && <MessageDrawer key={address.message} id={address.message} onClose={() => change({ message: undefined })} />}
    </div>
  )
}
