import { DownOutlined, UserOutlined } from '@ant-design/icons'
import { App } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useNavigate } from 'react-router'
import { useNamed, useWords } from '#web/shared/language/language.ts'
import { MenuButton } from '#web/shared/menu/menu-button.tsx'
import { type Me, type MyPost, useSessionChange } from '#web/shared/session/session.tsx'
import { useErrorText } from '#web/shared/states/states.tsx'
import { passwordWords } from './password-words.ts'
import styles from './shell.module.css'
import { shellWords } from './words.ts'

const PasswordDialog = lazy(() => import('./password-dialog.tsx'))

function usePostParts(): (post: MyPost) => { readonly unit: string; readonly title: string } {
  const named = useNamed()
  return (post) => ({ unit: named(post.unitName, post.unitNameEn) ?? post.unitName, title: named(post.title, post.titleEn) ?? post.title })
}

/** Unit and post in the reader's language. */
export function usePostName(): (post: MyPost) => string {
  const parts = usePostParts()
  return (post) => {
    const { unit, title } = parts(post)
    return `${unit} · ${title}`
  }
}

/** Who one is and in which post; switching posts; signing out. */
export function PersonMenu({ me }: { readonly me: Me }) {
  const words = useWords(shellWords)
  const password = useWords(passwordWords)
  const postName = usePostName()
  const parts = usePostParts()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const { switchPost, signOut } = useSessionChange()
  const navigate = useNavigate()
  const [changing, setChanging] = useState(false)
  const [asked, setAsked] = useState(false)
  const choose = async (key: string): Promise<void> => {
    if (key === 'password') {
      setAsked(true)
      return setChanging(true)
    }
    if (key === 'account') return void navigate('/account')
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
    { key: 'account', label: words.account },
    { key: 'password', label: password.change },
    { key: 'sign-out', label: words.signOut },
  ]
  const done = (): void => {
    setChanging(false)
    message.success(password.done)
  }
  return (
    <>
      <MenuButton
        menu={{ items, selectable: true, selectedKeys: [me.post.id], onClick: ({ key }) => void choose(key) }}
        button={{
          type: 'text',
          title: `${me.person.name} · ${postName(me.post)}`,
          children: (
            <>
              <span className={styles.who}>
                <span>{`${me.person.name} · ${parts(me.post).title}`}</span>
                <span className={styles.unit}>{` · ${parts(me.post).unit}`}</span>
              </span>
              <UserOutlined className={styles.figure} />
              <DownOutlined className={styles.arrow} />
            </>
          ),
        }}
      />
      {asked && (
        <Suspense>
          <PasswordDialog open={changing} onDone={done} onCancel={() => setChanging(false)} />
        </Suspense>
      )}
    </>
  )
}
