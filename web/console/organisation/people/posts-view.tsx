import { Button } from 'antd'
import { useState } from 'react'
import { administratorsOf } from '#organisation/administrators.ts'
import { closePost, type Post, useRoles, useUnit } from '#web/console/organisation/api-people.ts'
import { EffectiveDay } from '#web/console/organisation/form-fields.tsx'
import organisation from '#web/console/organisation/organisation.module.css'
import { cityToday } from '#web/console/organisation/today.ts'
import { UnitSelect } from '#web/console/organisation/unit-select.tsx'
import { WriteDialog } from '#web/console/organisation/write-dialog.tsx'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import { useMay } from '#web/shared/session/session.tsx'
import { Empty, Failure, Loading } from '#web/shared/states/states.tsx'
import { AddPost } from './add-post.tsx'
import { AppointPerson } from './appoint-person.tsx'
import styles from './people.module.css'
import { peopleWords } from './words.ts'

/** The posts of one unit and who is in them. */
export function PostsView({ onOpen }: { readonly onOpen: (personId: string) => void }) {
  const words = useWords(peopleWords)
  const mayEdit = useMay('people.edit')
  const maySecure = useMay('security.edit')
  const [unit, setUnit] = useState<string | null>(null)
  const [adding, setAdding] = useState(false)
  const { data, error, refetch } = useUnit(unit ?? undefined)
  return (
    <>
      <div className={styles.filters}>
        <UnitSelect value={unit} onChange={setUnit} />
        {mayEdit && unit !== null && <Button onClick={() => setAdding(true)}>{words.addPost}</Button>}
      </div>
      {unit === null && <Empty title={words.choosePlace}>{words.choosePlaceText}</Empty>}
      {error && unit !== null && <Failure error={error} retry={() => void refetch()} />}
      {unit !== null && !data && !error && <Loading rows={6} />}
      {unit !== null && data?.posts.length === 0 && <Empty title={words.noPosts} />}
      {unit !== null && data && data.posts.length > 0 && (
        <div className={styles.posts}>
          <ul className={organisation.lines}>
            {data.posts.map((post) => (
              <PostLine key={post.id} post={post} mayEdit={mayEdit} maySecure={maySecure} onOpen={onOpen} />
            ))}
          </ul>
        </div>
      )}
      {unit !== null && <AddPost unitId={unit} open={adding} onClose={() => setAdding(false)} />}
    </>
  )
}

interface PostLineProps {
  readonly post: Post
  readonly mayEdit: boolean
  /** Fills the posts that administer something. */
  readonly maySecure: boolean
  readonly onOpen: (personId: string) => void
}

function PostLine({ post, mayEdit, maySecure, onOpen }: PostLineProps) {
  const words = useWords(peopleWords)
  const language = useLanguage()
  const [doing, setDoing] = useState<'appoint' | 'close' | null>(null)
  const role = useRoles().data?.items.find(({ code }) => code === post.roleCode)
  const administers = administratorsOf(role?.permissions ?? []).length > 0
  const mayFill = administers ? maySecure : mayEdit
  const title = language === 'zh' ? post.title : (post.titleEn ?? post.title)
  const roleName = role ? (language === 'zh' ? role.name : role.nameEn) : post.roleCode
  return (
    <li>
      <strong>{title}</strong>
      {roleName !== title && <span className={organisation.tag}>{roleName}</span>}
      {post.appointed.length === 0 && <span className={organisation.secondary}>{words.vacant}</span>}
      {post.appointed.map(({ id, personId, name, kind }) => (
        <Button key={id} type="link" size="small" onClick={() => onOpen(personId)}>
          {kind === 'deputy' ? `${name} (${words.deputy})` : name}
        </Button>
      ))}
      {(mayFill || mayEdit) && (
        <span className={`${organisation.push} ${styles.unit}`}>
          {mayFill && (
            <Button size="small" onClick={() => setDoing('appoint')}>
              {words.appoint}
            </Button>
          )}
          {mayEdit && (
            <Button size="small" onClick={() => setDoing('close')}>
              {words.closePost}
            </Button>
          )}
        </span>
      )}
      <AppointPerson post={{ id: post.id, title }} open={doing === 'appoint'} onClose={() => setDoing(null)} />
      <WriteDialog<{ on: string }>
        title={`${words.closePost} · ${title}`}
        open={doing === 'close'}
        onClose={() => setDoing(null)}
        verb={words.closePost}
        danger
        initial={{ on: cityToday() }}
        send={({ on }, requestId) => closePost(post.id, { requestId, on })}
      >
        <EffectiveDay label={words.endOn} ahead />
      </WriteDialog>
    </li>
  )
}
