import { Button } from 'antd'
import { PERMISSION_WORDS } from '#organisation/permission-words.ts'
import type { Key, KeySeen } from '#web/console/identity/api.ts'
import { usePlaceNames } from '#web/console/organisation/api.ts'
import { listed, useLanguage, useNamed, useWords } from '#web/shared/language/language.ts'
import { useMoments } from '#web/shared/time/moment.ts'
import styles from './keys.module.css'
import { keysWords } from './words.ts'

const WORDS: Readonly<Record<string, (typeof PERMISSION_WORDS)[keyof typeof PERMISSION_WORDS] | undefined>> = PERMISSION_WORDS

interface KeyLineProps {
  readonly shown: Key | KeySeen
  /** Left out for whoever may only look. */
  readonly onRevoke?: (() => void) | undefined
}

/** One key: what for, what it may do and where, how long and when it was used. */
export function KeyLine({ shown, onRevoke }: KeyLineProps) {
  const words = useWords(keysWords)
  const language = useLanguage()
  const { moment, full } = useMoments()
  const nameOf = usePlaceNames(shown.areaCodes)
  const { state, expiresAt, createdAt, lastUsedAt, revokedAt } = shown
  const scopes = shown.scopes.map((code) => WORDS[code]?.name[language] ?? code)
  return (
    <li className={styles.line} data-over={state !== 'active'}>
      <div>
        <span className={styles.name}>{shown.name}</span>
        <br />
        <span className={styles.mono}>{`${shown.hint}…`}</span>
        {'owner' in shown && <Owner shown={shown} />}
      </div>
      <div>
        {listed(scopes, language)}
        <br />
        <span className={styles.faint}>{listed(shown.areaCodes.map(nameOf), language)}</span>
      </div>
      <div>
        {words.states[state]} · <span className={styles.faint}>{state === 'revoked' ? words.revoked : words.expires}</span>{' '}
        <time>{full(revokedAt ?? expiresAt)}</time>
        <br />
        <span className={styles.faint}>{words.used}</span>{' '}
        {lastUsedAt ? <time title={full(lastUsedAt)}>{moment(lastUsedAt)}</time> : words.never}
        <span className={styles.faint}>{` · ${words.made} `}</span>
        <time title={full(createdAt)}>{moment(createdAt)}</time>
      </div>
      <div>
        {state === 'active' && onRevoke && (
          <Button size="small" danger onClick={onRevoke}>
            {words.revoke}
          </Button>
        )}
      </div>
    </li>
  )
}

function Owner({ shown: { owner, post } }: { readonly shown: KeySeen }) {
  const named = useNamed()
  return (
    <div className={styles.faint}>{`${owner.name} · ${named(post.unitName, post.unitNameEn)} · ${named(post.title, post.titleEn)}`}</div>
  )
}
