import { Button, Modal } from 'antd'
import { Fragment } from 'react'
import { useWords } from '#web/shared/language/language.ts'
import styles from './queue.module.css'
import { queueWords } from './words.ts'

type Told = keyof typeof queueWords.zh.keys
const KEYS: readonly (readonly [readonly string[], Told])[] = [
  [['j', 'k', '↓', '↑'], 'move'],
  [['Enter'], 'open'],
  [['a'], 'act'],
  [['x'], 'toggle'],
  [['Shift + ↓', 'Shift + ↑'], 'range'],
  [['Ctrl + A'], 'all'],
  [['n'], 'admit'],
  [['/'], 'filter'],
  [['Esc'], 'back'],
  [['?'], 'help'],
]

/** The keys of a list of cases. */
export function KeysHelp({ onClose }: { readonly onClose: () => void }) {
  const words = useWords(queueWords)
  return (
    <Modal open onCancel={onClose} title={words.keysTitle} footer={<Button onClick={onClose}>{words.close}</Button>} width={440}>
      <dl className={styles.keys}>
        {KEYS.map(([keys, told]) => (
          <Fragment key={told}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{words.keys[told]}</dd>
          </Fragment>
        ))}
      </dl>
    </Modal>
  )
}
