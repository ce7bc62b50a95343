import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { PackAnswer, type PackQuery } from '#field/contract.ts'
import { viewPack } from '#field/view-pack.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { tagMatches } from '#platform/entity-tag.ts'
import type { Exchange, RawAnswer } from '#platform/route.ts'

const compress = promisify(gzip)

const takesGzip = (header: string | undefined): boolean => /(^|,)\s*gzip\s*(;\s*q=(?!0(\.0*)?\s*(,|$))[\d.]+)?\s*(,|$)/.test(header ?? '')

/** The pack as it goes over a slow line: not at all when the phone has it, else compressed when it may be. */
export async function sendPack(tx: Db, actor: Actor, query: PackQuery, exchange: Exchange): Promise<RawAnswer> {
  const pack = PackAnswer.parse(await viewPack(tx, actor, query))
  // Weak: compressed or not, it is the same pack, but not the same bytes; and the server's time in it is always another.
  const headers = { etag: `W/"${pack.version}"`, 'cache-control': 'private, no-cache', vary: 'accept-encoding, cookie, authorization' }
  if (tagMatches(exchange.header('if-none-match'), headers.etag)) return { status: 304, body: '', headers }
  const text = JSON.stringify(pack)
  if (!takesGzip(exchange.header('accept-encoding'))) return { body: text, headers }
  return { body: await compress(text), headers: { ...headers, 'content-encoding': 'gzip' } }
}
