import { expect } from 'vitest'
import { PERSON_USE_CASES } from '#cases/actions.ts'
import type { CaseState } from '#cases/case-state.ts'
import { INPUTS, PERSON_ACTIONS, type PersonAction, RETURN_REASONS, ReportInput } from '#cases/contract.ts'
import { type ActionName, isOpen, type Stage } from '#cases/lifecycle.ts'
import { findCase } from '#cases/queries.ts'
import type { Receipt } from '#cases/receipt.ts'
import { possibleActions } from '#cases/refusal.ts'
import { reportCase } from '#cases/report-case.ts'
import { sweepCases } from '#cases/sweep-cases.ts'
import { randomFrom } from '#demo/random.ts'
import type { Actor } from '#platform/actor.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'
import { Problem } from '#platform/problem.ts'
import type { SmallCity } from '../support/city.ts'
import { loopAllows, ModelCase } from './loop-model.ts'

/** Draws that a seed repeats: the seed is in the name of the test. */
function dice(seed: number) {
  const next = randomFrom(String(seed))
  const below = (most: number): number => Math.floor(next() * most)
  return { next, below, pick: <Item>(items: readonly Item[]): Item => items[below(items.length)] as Item }
}
const UNITS = [
  'water',
  '1-water',
  '1-parks',
  '2-water',
  '2-urban-management',
  '1.1-office',
  '2.2-office',
  '1.1.1-team',
  '1.2.2-team',
  '2.1.1-team',
  '2.2.1-team',
]
/** Steps that a phone may send late. */
const SAYS_WHEN: readonly PersonAction[] = ['verify', 'receive', 'request-return', 'finish-part', 'report-back', 'check', 'reply-urge']
type Random = ReturnType<typeof dice>

export interface RandomLoop {
  readonly attempts: number
  readonly done: number
  readonly refused: ReadonlyMap<string, number>
  readonly reached: ReadonlySet<Stage>
  readonly used: ReadonlySet<ActionName>
}

/** Random people try random actions on random cases; every acceptance is held against the model, every refusal must be a Problem that left no trace. */
export class LoopWalker {
  readonly cases = new Map<string, ModelCase>()
  readonly refused = new Map<string, number>()
  readonly reached = new Set<Stage>()
  readonly used = new Set<ActionName>()
  done = 0
  private at = new Date('2026-01-05T01:00:00Z').getTime()
  private readonly random: Random
  private readonly db: Db
  private readonly city: SmallCity
  constructor(db: Db, city: SmallCity, seed: number) {
    this.db = db
    this.city = city
    this.random = dice(seed)
  }

  async walk(attempts: number): Promise<RandomLoop> {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      this.tick()
      const roll = this.random.next()
      if (this.openCases().length < 15 || roll < 0.03) await this.tryReport()
      else if (roll < 0.07) await this.sweep()
      else await this.tryAction()
    }
    return { attempts, done: this.done, refused: this.refused, reached: this.reached, used: this.used }
  }

  /** Mostly minutes pass, sometimes days; the year of known calendar is walked round so that some limits run out of it. */
  private tick(): void {
    const minutes = this.random.next() < 0.97 ? this.random.below(20) : this.random.below(600)
    this.at += minutes * 60_000
  }

  private readonly people = new Map<string, Actor>()
  private actor(key: string): Actor {
    const known = this.people.get(key) ?? this.city.actorOf(key, new Date(this.at))
    this.people.set(key, known)
    return { ...known, at: new Date(this.at) }
  }

  private async tryReport(): Promise<void> {
    const actor = this.actor(this.random.pick(this.city.personKeys))
    const [lon, lat] = this.city.middle(this.random.pick(['1.1.1.1', '1.2.2.1', '2.1.1.2', '2.2.1.1']))
    const known = this.random.next() < 0.7 ? { typeCode: this.random.pick(['C0104', 'E0110', 'E0410', 'C0137']), conditionNumber: 1 } : {}
    const origin = this.random.pick(['inspector', 'operator'] as const)
    const input = ReportInput.parse({ requestId: newId(actor.at), lon, lat, address: '测试路', description: '测试', origin, ...known })
    const receipt = await this.attempt(() => inTransaction(this.db, (tx) => reportCase(tx, actor, input)))
    if (!receipt) return
    this.cases.set(receipt.id, new ModelCase(receipt.stage, input.requestId))
    this.note('report', receipt.stage)
  }

  private async sweep(): Promise<void> {
    await sweepCases(this.db, new Date(this.at))
    // What has ended no clock moves; the histories at the end would show it if one did.
    for (const [id, model] of this.cases) if (isOpen(model.stage)) await this.catchUp(id, model)
  }

  /** The clock may have moved a case: read what it did from the row, within what the model allows it. */
  private async catchUp(id: string, model: ModelCase): Promise<void> {
    const row = await findCase(this.db, this.city.cityId, id)
    if (!row || row.version === model.events) return
    const resumed = model.stage === 'suspended' && row.stage === 'handling'
    expect(resumed || row.stage === model.stage, `the clock moved a case from ${model.stage} to ${row.stage}`).toBe(true)
    this.used.add(resumed ? 'resume' : 'escalate')
    model.stage = row.stage
    model.events = row.version
  }

  private async tryAction(): Promise<void> {
    const [id, model] = this.pickCase()
    const row = await findCase(this.db, this.city.cityId, id)
    if (!row) throw new Error(`case ${id} vanished`)
    const { actor, action } = this.choose(row)
    const requestId = newId(actor.at)
    const input = { ...this.input(action, row), caseId: id, requestId, version: this.random.next() < 0.97 ? row.version : row.version - 1 }
    const act = PERSON_USE_CASES[action] as (tx: Db, actor: Actor, input: unknown) => Promise<Receipt>
    const receipt = await this.attempt(() => inTransaction(this.db, (tx) => act(tx, actor, input)))
    if (receipt) this.accepted(model, row, actor, action, receipt)
    else expect((await findCase(this.db, this.city.cityId, id))?.version, `a refused ${action} left a trace`).toBe(row.version)
  }

  private openCases(): (readonly [string, ModelCase])[] {
    return [...this.cases]
      .slice(-400)
      .filter(([, model]) => isOpen(model.stage))
      .slice(-30)
  }

  /** Mostly one of the latest open cases, sometimes any. */
  private pickCase(): readonly [string, ModelCase] {
    const open = this.openCases()
    return this.random.pick(open.length > 0 && this.random.next() < 0.96 ? open : [...this.cases].slice(-200))
  }

  /** Mostly somebody who could do something, often enough anybody doing anything. */
  private choose(row: CaseState): { actor: Actor; action: PersonAction } {
    if (this.random.next() < 0.85) {
      const able = this.city.personKeys.flatMap((key) => {
        const actor = this.actor(key)
        const actions = possibleActions(row, actor).filter((action): action is PersonAction => action in INPUTS)
        return actions.length > 0 ? [{ actor, actions }] : []
      })
      const forward = able.flatMap(({ actor, actions }) => {
        const onward = actions.filter((action) => !['urge', 'put-on-list', 'take-off-list', 'void', 'merge', 'decline'].includes(action))
        return onward.length > 0 ? [{ actor, actions: onward }] : []
      })
      const choice = forward.length > 0 && this.random.next() < 0.93 ? forward : able
      if (choice.length > 0) {
        const { actor, actions } = this.random.pick(choice)
        return { actor, action: this.random.pick(actions) }
      }
    }
    return { actor: this.actor(this.random.pick(this.city.personKeys)), action: this.random.pick(PERSON_ACTIONS) }
  }

  private input(action: PersonAction, row: CaseState): Record<string, unknown> {
    const { random, city } = this
    const serving = UNITS.filter((key) => row.placeCode.startsWith(city.unit(key).areaCode))
    const unitId = city.unit(random.pick(random.next() < 0.8 ? serving : [...UNITS, '1-centre'])).id
    const person = city.person(random.pick(city.personKeys.filter((key) => key.includes('inspector') || random.next() < 0.05))).personId
    const granted = { granted: random.next() < 0.6, ruling: '按规定' }
    const standard = { typeCode: row.typeCode ?? 'E0110', conditionNumber: 1 }
    const extra = {
      value: 1 + random.below(3),
      unit: row.clockMeasure === 'continuous' ? 'urgent_hour' : random.pick(['work_day', 'work_hour']),
    }
    const until = new Date(this.at + (random.below(30) - 2) * 86_400_000)
    const others = [...this.cases.keys()]
    const fields: Partial<Record<PersonAction, Record<string, unknown>>> = {
      accept: standard, 'send-verify': { inspectorId: person }, verify: { real: random.next() < 0.8, finding: '所见', photos: [] }, decline: { reason: 'no_condition', note: '不符' },
      file: standard, dispatch: { unitId }, recall: { reason: '派错单位' }, redispatch: { unitId, reason: '改派' }, 'request-return': { reason: random.pick(RETURN_REASONS), note: '不属本单位' },
      'decide-return': granted, 'decide-extension': granted, 'decide-suspension': granted, 'co-handle': { parts: [{ unitId, task: '配合' }] },
      'finish-part': { result: '完成' }, 'report-back': { result: '完成' }, 'send-check': { inspectorId: person }, check: { passed: random.next() < 0.7, finding: '所见' },
      'request-extension': { extra, reason: '雨天' }, 'request-suspension': { until: until.toISOString(), reason: '工程' }, urge: { text: '请抓紧' }, 'reply-urge': { text: '在办' },
      'put-on-list': { ownerPostId: city.person(random.pick(city.personKeys)).postId, reason: '重大' }, 'take-off-list': { reason: '完成' },
      merge: { primaryCaseId: random.pick(others), reason: '重复' }, void: { reason: '误报' }, reopen: { reason: '复发' },
      rate: { solved: random.next() < 0.5, satisfied: 3, reopen: random.next() < 0.5 }, 'refer-down': { reason: '下派' }, 'request-up': { reason: '上请' },
    } // biome-ignore format: a table
    const given = INPUTS[action].parse(fields[action] ?? {}) as Record<string, unknown>
    // Without a draw, so that the walk of a seed stays what it was.
    const minutes = ((this.done * 37) % 300) - 5
    return SAYS_WHEN.includes(action) && this.done % 3 > 0 ? { ...given, doneAt: new Date(this.at - minutes * 60_000) } : given
  }

  private async attempt(work: () => Promise<Receipt>): Promise<Receipt | null> {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      this.refused.set(error.code, (this.refused.get(error.code) ?? 0) + 1)
      return null
    }
  }

  private note(action: ActionName, stage: Stage): void {
    this.done += 1
    this.used.add(action)
    this.reached.add(stage)
  }

  private accepted(model: ModelCase, before: CaseState, actor: Actor, action: PersonAction, receipt: Receipt): void {
    expect(loopAllows(action, model.stage, receipt.stage), `${action} led from ${model.stage} to ${receipt.stage}`).toBe(true)
    expect(receipt.version, `${action} must add exactly one event`).toBe(model.events + 1)
    const person = actor.personId ?? ''
    if (['receive', 'report-back', 'finish-part'].includes(action)) model.handlers.add(person)
    if (['receive', 'report-back'].includes(action) && before.unitId) model.handlingUnits.add(before.unitId)
    if (action === 'check' || action === 'close') {
      expect(model.handlers.has(person), `a handler did ${action}`).toBe(false)
      expect(actor.memberOf.includes(before.unitId ?? ''), `the handling unit did ${action}`).toBe(false)
      expect(
        before.assisting.some((part) => actor.memberOf.includes(part.unitId)),
        `an assisting unit did ${action}`,
      ).toBe(false)
    }
    if (action === 'close') expect(model.lastChecker, 'the checker closed').not.toBe(person)
    if (action === 'check') model.lastChecker = person
    model.stage = receipt.stage
    model.events += 1
    model.requests.push(receipt.hash)
    this.note(action, receipt.stage)
  }
}
