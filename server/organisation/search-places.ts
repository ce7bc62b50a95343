import { readCityToday } from '#organisation/city-today.ts'
import { type FoundPost, listNamedPlaces, listPostsNamed, type NamedPlace, readPlaceStamp } from '#organisation/queries-search.ts'
import { namer } from '#organisation/view-people.ts'
import { type Actor, coversPlace, mayDo } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { pinyinOf } from '#platform/pinyin.ts'
import { foldName, nameScore, type Pinyin } from '#platform/pinyin-match.ts'

interface SpeltPlace extends NamedPlace {
  readonly pinyin: Pinyin
}

/** Names of a city with their spelling, until one of them changes. */
const spelt = new Map<string, { readonly stamp: string; readonly places: readonly SpeltPlace[] }>()

async function placesOf(tx: Db, cityId: string, on: string): Promise<readonly SpeltPlace[]> {
  const stamp = `${on} ${await readPlaceStamp(tx, cityId)}`
  const known = spelt.get(cityId)
  if (known?.stamp === stamp) return known.places
  const places = (await listNamedPlaces(tx, cityId, on)).map((place) => ({ ...place, pinyin: pinyinOf(place.name) }))
  spelt.set(cityId, { stamp, places })
  return places
}

/** What people say behind a name and lists of places leave out. */
const SAID_BESIDE = /(街道办事处|街道|社区居委会|社区居民委员会|社区|村委会|村民委员会)$/

/** Wider places first among equals: a street before its grids. */
const WIDTH: readonly NamedPlace['level'][] = ['city', 'district', 'zone', 'street', 'community', 'residents_group', 'building', 'grid']

function scoreOf({ code, name, nameEn, pinyin }: SpeltPlace, words: readonly string[]): number {
  const scores = words.map((word) => {
    if (/^\d{4,}$/.test(word)) return code === word ? 130 : code.startsWith(word) ? 110 : 0
    return Math.max(nameScore(name, pinyin, word), nameEn !== null && word.length > 1 && foldName(nameEn).startsWith(word) ? 75 : 0)
  })
  return scores.includes(0) ? 0 : Math.min(...scores)
}

function rankPlaces(places: readonly SpeltPlace[], words: readonly string[], actor: Actor, limit: number): SpeltPlace[] {
  const found = places.map((place) => ({ place, score: scoreOf(place, words) })).filter(({ score }) => score > 0)
  const order = ({ place, score }: (typeof found)[number]): number =>
    score * 100 + (coversPlace(actor, place.code) ? 50 : 0) - WIDTH.indexOf(place.level)
  return found
    .sort((a, b) => order(b) - order(a) || a.place.code.length - b.place.code.length || (a.place.code < b.place.code ? -1 : 1))
    .slice(0, limit)
    .map(({ place }) => place)
}

export interface FoundPlace extends NamedPlace {
  /** The street (or district) a place lies in, for telling apart places of one name. */
  readonly within: string | null
}

/** Names of the places a code lies in, from the street up to the district. */
function withinOf(places: readonly SpeltPlace[], { code }: NamedPlace): string | null {
  const above = places.filter(
    (place) => (place.level === 'street' || place.level === 'district') && place.code.length < code.length && code.startsWith(place.code),
  )
  above.sort((a, b) => a.code.length - b.code.length)
  return above.map(({ name }) => name).join(' ') || null
}

/** Divisions, zones and grids found by name, spelling, initials or code, best first, those of the actor's areas before others. */
export async function searchPlaces(tx: Db, actor: Actor, text: string, limit: number): Promise<FoundPlace[]> {
  const { today } = await readCityToday(tx, actor)
  const places = await placesOf(tx, actor.cityId, today)
  const words = foldName(text).split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  const found = rankPlaces(places, words, actor, limit)
  const bare = words.map((word) => word.replace(SAID_BESIDE, '')).filter(Boolean)
  const shown = found.length > 0 || bare.length === 0 ? found : rankPlaces(places, bare, actor, limit)
  return shown.map(({ pinyin: _, ...place }) => ({ ...place, within: withinOf(places, place) }))
}

/** Posts found by the words of their unit and title, with who is in them; by the names of people and unmasked only in the area of a post with people.read. */
export async function searchPosts(tx: Db, actor: Actor, text: string, limit: number): Promise<FoundPost[]> {
  const { today } = await readCityToday(tx, actor)
  const words = foldName(text).split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  const byPersonIn = mayDo(actor, 'people.read') ? actor.areas : []
  const posts = await listPostsNamed(tx, actor.cityId, { words, byPersonIn, limit }, today)
  return posts.map((post) => ({
    ...post,
    people: post.people.map(({ name, kind }) => ({ name: namer(actor, post.areaCode)(name), kind })),
  }))
}
