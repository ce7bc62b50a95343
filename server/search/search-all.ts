import type { z } from 'zod'
import { CasePage } from '#cases/contract.ts'
import { listPage } from '#cases/list-page.ts'
import { listEntriesByCode } from '#cases/queries-search.ts'
import { wordsOf } from '#cases/search-grams.ts'
import { findTypes } from '#catalogue/read-catalogue.ts'
import { searchPlaces, searchPosts } from '#organisation/search-places.ts'
import { type Actor, mayDo } from '#platform/actor.ts'
import { recordSeen } from '#platform/audit.ts'
import type { Db } from '#platform/db.ts'
import type { SearchAnswer } from '#search/contract.ts'

/** Of each kind. */
const MOST = 6
type Found = z.input<typeof SearchAnswer>

const CASE_NUMBER = /^\d{6}-\d{8}-\w{6}$/

/** The case of that number, else those the list's own search finds, newest first; a lone character would find everything and is not looked for. */
async function searchCases(tx: Db, actor: Actor, text: string): Promise<Found['cases']> {
  const page = (filter: Record<string, string>) => listPage(tx, actor, CasePage.parse({ ...filter, limit: MOST }))
  if (CASE_NUMBER.test(text)) return (await page({ number: text.toUpperCase() })).cases
  return wordsOf(text).some((word) => [...word].length > 1) ? (await page({ text })).cases : []
}

/** Posts are named in words: a code, or a single letter, names none. */
const mayNamePost = (text: string): boolean => !/^([\d\s-]+|[a-z])$/i.test(text)

/** Posts with who is in them; where names are told in full, the look is in the audit log, without the words that were searched for. */
async function searchPeople(tx: Db, actor: Actor, text: string): Promise<Found['posts']> {
  const found = mayNamePost(text) ? await searchPosts(tx, actor, text, MOST) : []
  const people = found.reduce((sum, post) => sum + post.people.length, 0)
  if (people > 0 && mayDo(actor, 'people.read')) await recordSeen(tx, actor, { action: 'person.search', subject: '', answer: { people } })
  return found
}

/** Everything a text finds of what the actor may read, one kind after the other: a connection answers one question at a time. */
export async function searchAll(tx: Db, actor: Actor, text: string): Promise<Found> {
  const may = async <Row>(permission: string, find: () => Promise<Row[]>): Promise<Row[]> => (mayDo(actor, permission) ? find() : [])
  return {
    cases: await may('case.read-own', () => searchCases(tx, actor, text)),
    types: await may('catalogue.read', () => findTypes(tx, actor, text, MOST)),
    places: await searchPlaces(tx, actor, text, MOST),
    posts: await may('organisation.read', () => searchPeople(tx, actor, text)),
    registers: await may('register.read', async () => (/^[\dA-Za-z-]{4,}$/.test(text) ? listEntriesByCode(tx, actor, text, MOST) : [])),
  }
}
