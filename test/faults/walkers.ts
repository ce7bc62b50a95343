import { setTimeout as sleep } from 'node:timers/promises'
import sharp from 'sharp'
import type { Random } from '#demo/random.ts'
import { newId } from '#platform/identifier.ts'
import type { SmallCity } from '#test/support/city.ts'
import { type Entry, type Journal, NotAnswered } from './journal.ts'

/** Everybody whose token the walkers need. */
export const CAST = ['1-centre.acceptor', '1-centre.duty-chief', '1-centre.dispatcher', '1-water.handler', '1-centre.inspector'] as const
type Member = (typeof CAST)[number]

interface Step {
  readonly who: Member
  readonly action: string
  readonly photo?: true
  readonly body: (city: SmallCity) => Record<string, unknown>
}

/** The whole loop, with a photo wherever one is asked for. */
export const STEPS: readonly Step[] = [
  { who: '1-centre.acceptor', action: 'accept', body: () => ({ typeCode: 'E0110', conditionNumber: 1 }) },
  { who: '1-centre.duty-chief', action: 'file', body: () => ({}) },
  { who: '1-centre.dispatcher', action: 'dispatch', body: (city) => ({ unitId: city.unit('1-water').id }) },
  { who: '1-water.handler', action: 'receive', body: () => ({}) },
  { who: '1-water.handler', action: 'report-back', photo: true, body: () => ({ result: '已清理' }) },
  { who: '1-centre.acceptor', action: 'send-check', body: (city) => ({ inspectorId: city.person('1-centre.inspector').personId }) },
  { who: '1-centre.inspector', action: 'check', photo: true, body: () => ({ passed: true, finding: '已解决' }) },
  { who: '1-centre.duty-chief', action: 'close', body: () => ({}) },
]

/** A picture unlike any other. */
export function somePhoto(random: Random): Promise<Buffer> {
  const channel = (): number => Math.floor(random() * 256)
  const noise = Buffer.from(Array.from({ length: 36 * 36 * 3 }, channel))
  return sharp(noise, { raw: { width: 36, height: 36, channels: 3 } })
    .jpeg({ quality: 100 })
    .toBuffer()
}

const photoOf = (who: Member, file: Buffer): Entry => ({ kind: 'photo', requestId: newId(), who, path: '/api/photos', body: {}, file })

function reportOf(city: SmallCity, photoId: unknown): Entry {
  const [lon, lat] = city.middle('1.1.1.1')
  const body = { lon, lat, address: '关上街道双桥路 12 号', description: '雨水箅子断裂', photos: [photoId] }
  return { kind: 'action', requestId: newId(), who: '1-centre.acceptor', path: '/api/cases', body }
}

/** Somebody who walks one case after another from report to close, until told to stop or until nobody answers. */
export class Walker {
  readonly #journal: Journal
  readonly #city: SmallCity
  readonly #random: Random
  #case: { id: string; version: number; step: number } | undefined

  constructor(journal: Journal, city: SmallCity, random: Random) {
    this.#journal = journal
    this.#city = city
    this.#random = random
  }

  /** `stubborn` goes on sending through an outage; otherwise the first unanswered submission ends the walk (settle it, then walk on). */
  async walk(signal: AbortSignal, stubborn = false): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.#next()
      } catch (error) {
        if (!(error instanceof NotAnswered)) throw error
        if (!stubborn) return
        this.#case = undefined
        await sleep(50)
      }
    }
  }

  async #next(): Promise<void> {
    const found = this.#case
    const step = found && STEPS[found.step]
    if (!found || !step) return this.#report()
    this.#case = undefined
    const photos = step.photo ? { photos: [await this.#upload(step.who)] } : {}
    const { version } = await this.#journal.submit({
      kind: 'action',
      requestId: newId(),
      who: step.who,
      path: `/api/cases/${found.id}/${step.action}`,
      body: { version: found.version, ...step.body(this.#city), ...photos },
    })
    this.#case = { id: found.id, version: Number(version), step: found.step + 1 }
  }

  async #report(): Promise<void> {
    const { id, version } = await this.#journal.submit(reportOf(this.#city, await this.#upload('1-centre.acceptor')))
    this.#case = { id: String(id), version: Number(version), step: 0 }
  }

  async #upload(who: Member): Promise<unknown> {
    return (await this.#journal.submit(photoOf(who, await somePhoto(this.#random)))).id
  }
}
