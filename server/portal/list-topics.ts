import type { z } from 'zod'
import { todayOf } from '#catalogue/city-day.ts'
import { findCatalogueInForce, listProblemTypes } from '#catalogue/queries.ts'
import type { ProblemType } from '#catalogue/tables.ts'
import { rankTypes } from '#catalogue/type-search.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { pinyinOf } from '#platform/pinyin.ts'
import type { TopicsAnswer } from '#portal/contract.ts'
import { openPortal } from '#portal/open-portal.ts'
import { OTHER, piecesOf, proposeTopics, type Topic } from '#portal/propose-topics.ts'
import { readTopics } from '#portal/read-data.ts'

/** Types each piece of a text may stand for. */
const MOST_FOUND = 3

async function typesInForce(tx: Db, actor: Actor): Promise<ProblemType[]> {
  const version = await findCatalogueInForce(tx, actor.cityId, await todayOf(tx, actor))
  return version ? listProblemTypes(tx, actor.cityId, version.id) : []
}

/** The topic with its types that are in force; none when a city's catalogue knows none of them. */
function shown({ words: _, ...topic }: Topic, types: ReadonlyMap<string, ProblemType>) {
  const known = topic.types.flatMap((code) => types.get(code) ?? [])
  if (known.length === 0 && topic.code !== OTHER) return []
  return [{ ...topic, types: known.map(({ code, name, nameEn }) => ({ code, name, nameEn })) }]
}

/** The codes that the catalogue's own search finds for each piece of a text. */
function foundIn(types: readonly ProblemType[], text: string): (readonly [string, readonly string[]])[] {
  const spelt = types.map((type) => ({ ...type, pinyin: pinyinOf(type.name) }))
  return piecesOf(text).map((piece) => [piece, rankTypes(spelt, piece).slice(0, MOST_FOUND).map(({ code }) => code)] as const) // biome-ignore format: one line
}

/** The everyday topics with the types in force behind each, and those a text is likely about. Throws portal.closed. */
export async function listTopics(tx: Db, actor: Actor, text: string): Promise<z.input<typeof TopicsAnswer>> {
  await openPortal(tx, actor.cityId)
  const types = await typesInForce(tx, actor)
  const known = new Map(types.map((type) => [type.code, type]))
  const topics = readTopics().flatMap((topic) => shown(topic, known))
  const codes = new Set(topics.map(({ code }) => code))
  const proposed = text === '' ? [] : proposeTopics(readTopics(), text, foundIn(types, text))
  return { topics, proposed: proposed.filter((code) => codes.has(code)) }
}
