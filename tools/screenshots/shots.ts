import type { Page } from 'playwright-core'
import type { Client } from '#test/web/console/client.ts'

/** One picture: whose page, where, and what is done on it first. */
export interface Shot {
  readonly name: string
  readonly login: string | null
  /** An address, or how to find it with the account's own eyes. */
  readonly path: string | ((client: Client) => Promise<string>)
  /** Appears when the page is ready to be looked at. */
  readonly ready: string
  readonly prepare?: (page: Page) => Promise<unknown>
  /** The wall has one size and one theme. */
  readonly wall?: boolean
  /** Stands in the README. */
  readonly readme?: boolean
}

interface Listed {
  readonly cases: readonly { readonly id: string }[]
}

const firstCase =
  (query: string) =>
  async (client: Client): Promise<string> => {
    const { cases } = await client.get<Listed>(`/api/cases?limit=1&${query}`)
    if (!cases[0]) throw new Error(`no case for ${query}`)
    return `/cases/${cases[0].id}`
  }

/** A map drawn by the processor, as large as a wall, takes its time. */
const drawn = (page: Page): Promise<void> => page.waitForTimeout(5000)

/** What one command takes pictures of, in the order people meet it. */
export const SHOTS: readonly Shot[] = [
  { name: 'sign-in', login: null, path: '/', ready: 'button[value]' },
  { name: 'workbench', login: 'guandu-duty-chief', path: '/workbench?box=all', ready: '[role="row"]', readme: true },
  { name: 'case-closed', login: 'guandu-duty-chief', path: firstCase('stage=closed'), ready: 'h1' },
  { name: 'case-handling', login: 'guandu-duty-chief', path: firstCase('stage=handling&sort=urgent'), ready: 'h1', readme: true },
  { name: 'wall', login: 'city-supervisor', path: '/screen', ready: 'canvas', prepare: drawn, wall: true, readme: true },
  { name: 'wall-district', login: 'city-supervisor', path: '/screen?placeCode=530111', ready: 'canvas', prepare: drawn, wall: true },
]
