import { DownOutlined } from '@ant-design/icons'
import { App, Button, Dropdown, Modal } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import { type Me, type MyPost, useSessionChange } from '#web/shared/session/session.tsx'
import { useErrorText } from '#web/shared/states/states.tsx'
import { ChangePassword } from './change-password.tsx'
import { passwordWords } from './password-words.ts'
import styles from './shell.module.css'
import { shellWords } from './words.ts'

/** Unit and post in the reader's language. */
export function usePostName(): (post: MyPost) => string {
  const language = useLanguage()
  return (post) =>
    language === 'zh' ? `${post.unitName} · ${post.title}` : `${post.unitNameEn ?? post.unitName} · ${post.titleEn ?? post.title}`
}

/** Who one is and in which post; switching posts; signing out. */
export function PersonMenu({ me }: { readonly me: Me }) {
  const words = useWords(shellWords)
  const password = useWords(passwordWords)
  const postName = usePostName()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const { switchPost, signOut } = useSessionChange()
  const navigate = useNavigate()
  const [changing, setChanging] = useState(false)
  const choose = async (key: string): Promise<void> => {
    if (key === 'password') return setChanging(true)
    try {
      await (key === 'sign-out' ? signOut() : switchPost(key))
      await navigate('/')
    } catch (error) {
      message.error(errorText(error))
    }
  }
  const posts = me.posts.map((post) => ({
    key: post.id,
    label: post.kind === 'deputy' ? words.deputising(postName(post)) : postName(post),
    disabled: post.id === me.post.id,
  }))
  const items = [
    { key: 'posts', type: 'group' as const, label: me.posts.length > 1 ? words.switchPost : words.myPost, children: posts },
    { type: 'divider' as const },
    { key: 'password', label: password.change },
    { key: 'sign-out', label: words.signOut },
  ]
  const done = (): void => {
    setChanging(false)
    message.success(password.done)
  }
  return (
    <>
      <Dropdown trigger={['click']} menu={{ items, selectable: true, selectedKeys: [me.post.id], onClick: ({ key }) => void choose(key) }}>
        <Button type="text">
          <span className={styles.who}>{`${me.person.name} · ${postName(me.post)}`}</span>
          <DownOutlined />
        </Button>
      </Dropdown>
      <Modal open={changing} onCancel={() => setChanging(false)} title={password.change} footer={null} width={400} destroyOnHidden>
        <ChangePassword onDone={done} />
      </Modal>
    </>
  )
}
