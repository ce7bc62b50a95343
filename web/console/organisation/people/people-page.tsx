import { Button, Segmented, Space } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { exportPeople } from '#web/console/organisation/api-people.ts'
import organisation from '#web/console/organisation/organisation.module.css'
import { useWords } from '#web/shared/language/language.ts'
import { useMay } from '#web/shared/session/session.tsx'
import { AddPerson } from './add-person.tsx'
import { ImportPeople } from './import-people.tsx'
import { PeopleView } from './people-view.tsx'
import { PersonDrawer } from './person-drawer.tsx'
import { PostsView } from './posts-view.tsx'
import { useAct } from './use-act.ts'
import { peopleWords } from './words.ts'

/** Who works here: people with their accounts, and the posts of the units. */
export default function PeoplePage() {
  const words = useWords(peopleWords)
  const mayEdit = useMay('people.edit')
  const mayRead = useMay('people.read')
  const act = useAct()
  const [address, setAddress] = useSearchParams()
  const [doing, setDoing] = useState<'add' | 'import' | null>(null)
  const view = address.get('view') === 'posts' ? 'posts' : 'people'
  const person = address.get('person')
  const change = (name: string, value: string | null): void =>
    setAddress((before) => {
      const next = new URLSearchParams(before)
      if (value === null) next.delete(name)
      else next.set(name, value)
      return next
    })
  const open = (id: string | null): void => change('person', id)
  return (
    <div className={organisation.page}>
      <header className={organisation.head}>
        <h1>{words.title}</h1>
        <Segmented
          aria-label={words.views}
          value={view}
          onChange={(chosen) => change('view', chosen)}
          options={(['people', 'posts'] as const).map((value) => ({ value, label: words[value] }))}
        />
        {!mayRead && <span className={organisation.secondary}>{words.masked}</span>}
        <Space className={organisation.push}>
          {mayRead && <Button onClick={() => void act(exportPeople)}>{words.export}</Button>}
          {mayEdit && <Button onClick={() => setDoing('import')}>{words.import}</Button>}
          {mayEdit && (
            <Button type="primary" onClick={() => setDoing('add')}>
              {words.add}
            </Button>
          )}
        </Space>
      </header>
      {view === 'people' ? <PeopleView onOpen={open} /> : <PostsView onOpen={open} />}
      <PersonDrawer id={person} onClose={() => open(null)} />
      <AddPerson open={doing === 'add'} onClose={() => setDoing(null)} onAdded={open} />
      <ImportPeople open={doing === 'import'} onClose={() => setDoing(null)} />
    </div>
  )
}
