import { type ConsolePage, PAGES } from '#web/console/pages.ts'
import { mayOpen } from '#web/console/shell/page-gate.tsx'
import type { Me } from '#web/shared/session/session.tsx'

/** Where the pages of the administration stand. */
export const ADMINISTRATION = '/administration'

/** The pages of the administration a person may open, in the order of the one list. */
export const administrationPages = (me: Me): readonly ConsolePage[] =>
  PAGES.filter((page) => page.group === 'administration' && mayOpen(page, me))
