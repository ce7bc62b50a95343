import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { IDENTITY, type Key, type KeyTold, revokeAnyKey, revokeOwnKey, useAllKeys, useMyKeys } from '#web/console/identity/api.ts'
import { newRequestId } from '#web/shared/api/submission.ts'
import { useWords } from '#web/shared/language/language.ts'
import { PageFrame } from '#web/shared/page/page-frame.tsx'
import { SecretDialog } from '#web/shared/secret/secret-dialog.tsx'
import { useMay, useMe } from '#web/shared/session/session.tsx'
import { Empty, Failure, Loading, useErrorText } from '#web/shared/states/states.tsx'
import { KeyLine } from './key-line.tsx'
import styles from './keys.module.css'
import { NewKey } from './new-key.tsx'
import { keysWords } from './words.ts'

/** Keys of programs: one's own, and everybody's for whoever looks after security. */
export default function KeysPage() {
  const words = useWords(keysWords)
  const [makes, looksAfter] = [useMay('key.own'), useMay('security.read')]
  const client = useQueryClient()
  const [making, setMaking] = useState(false)
  const [told, setTold] = useState<KeyTold | null>(null)
  const made = (key: KeyTold): void => {
    setTold(key)
    void client.invalidateQueries({ queryKey: IDENTITY })
  }
  return (
    <PageFrame
      title={words.title}
      lead={words.lead}
      actions={
        makes && (
          <Button type="primary" onClick={() => setMaking(true)}>
            {words.make}
          </Button>
        )
      }
    >
      {makes && <MyKeys />}
      {looksAfter && <AllKeys />}
      {making && <NewKey onMade={made} onClose={() => setMaking(false)} />}
      {told && (
        <SecretDialog
          title={`${words.told} · ${told.name}`}
          text={words.toldText}
          secret={told.secret}
          before="Authorization: Bearer "
          gone={words.gone}
          onClose={() => setTold(null)}
        />
      )}
    </PageFrame>
  )
}

/** Asks before a key is revoked, and tells what became of it. */
function useRevoke(revoke: (id: string, requestId: string) => Promise<unknown>): (key: Key) => void {
  const words = useWords(keysWords)
  const { modal, message } = App.useApp()
  const errorText = useErrorText()
  const client = useQueryClient()
  return ({ id, name }) => {
    const requestId = newRequestId()
    const onOk = async (): Promise<void> => {
      await revoke(id, requestId).then(
        () => message.success(words.revoked),
        (refused: unknown) => message.error(errorText(refused)),
      )
      await client.invalidateQueries({ queryKey: IDENTITY })
    }
    const danger = { danger: true }
    modal.confirm({
      title: words.revoke,
      content: words.revokeAsk(name),
      okText: words.revoke,
      okButtonProps: danger,
      cancelText: words.cancel,
      onOk,
    })
  }
}

function MyKeys() {
  const words = useWords(keysWords)
  const { data, error, refetch } = useMyKeys(true)
  const revoke = useRevoke(revokeOwnKey)
  return (
    <section className={styles.section} aria-labelledby="my-keys">
      <h2 id="my-keys">{words.mine}</h2>
      {error && !data && <Failure error={error} retry={() => void refetch()} />}
      {!error && !data && <Loading rows={4} />}
      {data?.keys.length === 0 && <Empty title={words.empty}>{words.emptyText}</Empty>}
      {data && data.keys.length > 0 && (
        <ul className={styles.list}>
          {data.keys.map((key) => (
            <KeyLine key={key.id} shown={key} onRevoke={() => revoke(key)} />
          ))}
        </ul>
      )}
    </section>
  )
}

function AllKeys() {
  const words = useWords(keysWords)
  const mayRevoke = useMay('security.edit')
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useAllKeys(true)
  const revoke = useRevoke(revokeAnyKey)
  const { personId } = useMe()
  const keys = data?.pages.flatMap(({ items }) => items).filter(({ owner }) => owner.id !== personId)
  return (
    <section className={styles.section} aria-labelledby="all-keys">
      <h2 id="all-keys">{words.all}</h2>
      {error && !keys && <Failure error={error} retry={() => void refetch()} />}
      {!error && !keys && <Loading rows={4} />}
      {keys?.length === 0 && <Empty title={words.emptyAll} />}
      {keys && keys.length > 0 && (
        <ul className={styles.list}>
          {keys.map((key) => (
            <KeyLine key={key.id} shown={key} onRevoke={mayRevoke ? () => revoke(key) : undefined} />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button className={styles.foot} disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {words.more}
        </Button>
      )}
    </section>
  )
}
