import type { z } from 'zod'
import type { CaseState } from '#cases/case-state.ts'
import type { INPUTS, PersonAction } from '#cases/contract.ts'
import { findCase } from '#cases/queries.ts'
import type { Receipt } from '#cases/receipt.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { act, MONDAY, makeCaseCity, report } from '../support/cases.ts'
import type { SmallCity, SmallCityOptions } from '../support/city.ts'
import { testDatabase } from '../support/database.ts'

/** No photos are asked for: these tests are about who and when. */
const PLAIN = { photoRequired: [] }

type Input<A extends PersonAction> = z.input<(typeof INPUTS)[A]>
export type Step = 'reported' | 'accepted' | 'filed' | 'dispatched' | 'handling' | 'handled' | 'checking' | 'checked' | 'closed'

/** One case in a small city and a clock that says when each thing is done; district 1 runs its loop unless told otherwise. */
export class CaseStory {
  readonly tx: Db
  readonly city: SmallCity
  readonly id: string
  at: Date
  constructor(tx: Db, city: SmallCity, id: string, at: Date) {
    this.tx = tx
    this.city = city
    this.id = id
    this.at = at
  }

  as(person: string): Actor {
    return this.city.actorOf(person, this.at)
  }

  /** Moves the clock to an instant, written in the city's own time: '2026-03-02 09:30'. */
  when(local: string): this {
    this.at = localInstant(local)
    return this
  }

  /** The person of that key does the action now, on the case as it stands. */
  do<A extends PersonAction>(
    person: string,
    action: A,
    input: Input<A>,
    more: { requestId?: string; version?: number } = {},
  ): Promise<Receipt> {
    return act(this.tx, this.as(person), this.id, action, input, more)
  }

  async row(): Promise<CaseState> {
    const row = await findCase(this.tx, this.city.cityId, this.id)
    if (!row) throw new Error(`case ${this.id} is gone`)
    return row
  }

  /** Goes on, step by step, up to a stage; every step is done now, by the people of district 1. */
  async upTo(
    step: Step,
    standard: { typeCode: string; conditionNumber: number } = { typeCode: 'E0110', conditionNumber: 1 },
  ): Promise<this> {
    const steps: readonly (readonly [Step, () => Promise<unknown>])[] = [
      ['accepted', () => this.do('1-centre.acceptor', 'accept', standard)],
      ['filed', () => this.do('1-centre.duty-chief', 'file', {})],
      ['dispatched', () => this.do('1-centre.dispatcher', 'dispatch', { unitId: this.city.unit('1-water').id })],
      ['handling', () => this.do('1-water.handler', 'receive', {})],
      ['handled', () => this.do('1-water.handler', 'report-back', { result: '已清理' })],
      ['checking', () => this.do('1-centre.acceptor', 'send-check', { inspectorId: this.city.person('1-centre.inspector').personId })],
      ['checked', () => this.do('1-centre.inspector', 'check', { passed: true, finding: '已解决' })],
      ['closed', () => this.do('1-centre.duty-chief', 'close', {})],
    ]
    const { stage } = await this.row()
    const from = steps.findIndex(([name]) => name === stage) + 1
    const to = steps.findIndex(([name]) => name === step) + 1
    for (const [, run] of steps.slice(from, to)) await run()
    return this
  }
}

/** '2026-03-02 09:30' of Asia/Shanghai. */
export const localInstant = (local: string): Date => new Date(`${local.replace(' ', 'T')}+08:00`)

export const plainCity = (db: Db, policy: Record<string, unknown> = {}, options: SmallCityOptions = {}): Promise<SmallCity> =>
  makeCaseCity(db, { settings: { cases: { ...PLAIN, ...policy } }, ...options })

let common: SmallCity | undefined
/** Makes and commits the city that stories share; to be called before any of them, outside a transaction. What is to be committed in one takes a city of its own. */
export async function openCommonCity(): Promise<SmallCity> {
  common ??= await plainCity((await testDatabase()).db)
  return common
}

/** A case just reported at the centre of district 1: in the city given, in one of its own when a policy is given, else in the common one. */
export async function beginStory(
  tx: Db,
  {
    city,
    policy,
    at = MONDAY,
    ...fields
  }: { city?: SmallCity; policy?: Record<string, unknown>; at?: Date } & Parameters<typeof report>[3] = {},
): Promise<CaseStory> {
  const within = city ?? (policy === undefined ? common : undefined) ?? (await plainCity(tx, policy))
  const { id } = await report(tx, within, within.actorOf('1-centre.acceptor', at), fields)
  return new CaseStory(tx, within, id, at)
}
