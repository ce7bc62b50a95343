import { lazy, Suspense, useEffect } from 'react'
import type { ConsolePage } from '#web/console/pages.ts'
import { useSay, useWords } from '#web/shared/language/language.ts'
import { type Me, useMe } from '#web/shared/session/session.tsx'
import { Loading, NoPermission } from '#web/shared/states/states.tsx'
import { shellWords } from './words.ts'

/** Whether a person finds a page in the navigation. The server asks again at every route behind it. */
export const mayOpen = (page: ConsolePage, me: Me): boolean =>
  (!page.ofCentre || me.ofCentre) &&
  (page.permissions.length === 0 || page.permissions.some((permission) => me.permissions.has(permission)))

const loaded = new Map<ConsolePage, ReturnType<typeof lazy>>()

function componentOf(page: ConsolePage) {
  const known = loaded.get(page)
  if (known) return known
  const component = lazy(page.load)
  loaded.set(page, component)
  return component
}

/** Draws a page for those who may see it, under its own title. */
export function PageGate({ page }: { readonly page: ConsolePage }) {
  const me = useMe()
  const say = useSay()
  const words = useWords(shellWords)
  const title = `${say(page.name)} · ${words.product}`
  useEffect(() => {
    document.title = title
  }, [title])
  if (!mayOpen(page, me)) return <NoPermission />
  const Page = componentOf(page)
  return (
    // What was read for one post is no other post's: the page starts anew.
    <Suspense key={me.post.id} fallback={<Loading rows={12} />}>
      <Page />
    </Suspense>
  )
}
