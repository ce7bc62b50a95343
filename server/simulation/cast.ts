import type { CaseState } from '#cases/case-state.ts'
import { type ActionName, ruleOf, type Who } from '#cases/lifecycle.ts'
import { handlingUnits, refusalOf } from '#cases/refusal.ts'
import { maySee } from '#cases/visibility.ts'
import type { Unit } from '#organisation/queries-units.ts'
import { type Actor, LEVELS, type Level } from '#platform/actor.ts'
import type { Dice } from '#simulation/dice.ts'

/** Somebody in a post; `actor.at` means nothing until they act. */
export interface Seat {
  readonly actor: Actor
  readonly personId: string
  readonly postId: string
  readonly unit: Unit
  readonly deputy: boolean
  /** One of those that whoever looks at the city signs in as. */
  readonly shown: boolean
}

/** Everybody who can do anything in a city, found by where and what. Order never depends on ids, so that the same seed picks the same people. */
export class Cast {
  private readonly byUnit: ReadonlyMap<string, readonly Seat[]>
  private readonly byPerson: ReadonlyMap<string, readonly Seat[]>
  /** Seats of centres by level and area, and inspectors by area: whose area begins where. */
  private readonly centres: ReadonlyMap<string, readonly Seat[]>
  private readonly inspectors: ReadonlyMap<string, readonly Seat[]>
  private readonly units: ReadonlyMap<string, Unit>
  private readonly unitsByArea: ReadonlyMap<string, readonly Unit[]>
  constructor(seats: readonly Seat[], units: readonly Unit[]) {
    this.byUnit = Map.groupBy(seats, ({ unit }) => unit.id)
    this.byPerson = Map.groupBy(seats, ({ personId }) => personId)
    this.centres = byArea(
      seats.filter(({ actor }) => actor.ofCentre),
      ({ actor }) => `${actor.level} `,
    )
    this.inspectors = byArea(
      seats.filter(({ actor }) => actor.permissions.has('case.inspect')),
      () => '',
    )
    this.units = new Map(units.map((unit) => [unit.id, unit]))
    this.unitsByArea = Map.groupBy(units, (unit) => (unit.zoneCode === null ? unit.areaCode : `zone ${unit.zoneCode}`))
  }

  /** Somebody who may do the action on the case as it stands, nearest centre first; undefined when nobody may. */
  able(action: ActionName, row: CaseState, dice: Dice): Seat | undefined {
    for (const group of ruleOf(action).who.flatMap((who) => this.groups(who, row))) {
      const seat = pickSeat(group, dice, ({ actor }) => refusalOf(action, row, actor) === null && maySee(row, actor))
      if (seat) return seat
    }
    return undefined
  }

  private groups(who: Who, row: CaseState): readonly (readonly Seat[])[] {
    if (who === 'closing-centre') return this.centreSeats(row.closingLevel, row.placeCode)
    if (who === 'loop-centre') return this.centreSeats(row.loopLevel, row.placeCode)
    if (who === 'above') return this.above(row)
    if (who === 'unit') return [this.byUnit.get(row.unitId ?? '') ?? []]
    if (who === 'assisting') return row.assisting.map((part) => this.byUnit.get(part.unitId) ?? [])
    if (who === 'inspector') return [this.byPerson.get(row.inspectorId ?? '') ?? []]
    return who === 'reporter' ? [this.byPerson.get(row.reporterId ?? '') ?? []] : []
  }

  /** Those of levels above the loop's, the nearest level first, then of its own. */
  private above(row: CaseState): readonly (readonly Seat[])[] {
    const upTo = LEVELS.indexOf(row.loopLevel)
    const higher = LEVELS.slice(0, upTo).reverse()
    return [...higher, row.loopLevel].flatMap((level) => this.centreSeats(level, row.placeCode))
  }

  /** The seats of the centres of a level that a place lies in, those of the narrowest area first. */
  centreSeats(level: Level, placeCode: string): readonly (readonly Seat[])[] {
    return groupsOf(this.centres, `${level} `, placeCode)
  }

  /** Who inspects a place, those of the narrowest area first. */
  inspectorGroups(placeCode: string): readonly (readonly Seat[])[] {
    return groupsOf(this.inspectors, '', placeCode)
  }

  /** Somebody to look at the case who had no part in handling it and did not report it when it is to be verified; of a case that is shown, one of those who are. */
  inspectorFor(row: CaseState, dice: Dice, verify: boolean, shown = false): Seat | undefined {
    const handling = handlingUnits(row)
    const free = ({ actor, personId }: Seat): boolean =>
      !handling.some((unit) => actor.memberOf.includes(unit)) &&
      !row.handledBy.includes(personId) &&
      !(verify && personId === row.reporterId)
    const first =
      shown &&
      this.inspectorGroups(row.placeCode)
        .flat()
        .find((seat) => seat.shown && free(seat))
    if (first) return first
    const reporter = this.byPerson.get(row.reporterId ?? '')?.find((seat) => seat.actor.permissions.has('case.inspect') && free(seat))
    if (reporter && dice.chance(0.5)) return reporter
    return firstOf(this.inspectorGroups(row.placeCode), (group) => pickSeat(group, dice, free))
  }

  unit(id: string | null): Unit | undefined {
    return this.units.get(id ?? '')
  }

  /** Somebody of the unit who handles cases. */
  handlerOf(unitId: string): Seat | undefined {
    return this.byUnit.get(unitId)?.find(({ actor }) => actor.permissions.has('case.handle'))
  }

  /** Units with somebody to handle cases that serve the place, those of the narrowest area first. */
  unitsServing(placeCode: string, zoneCode: string | null): readonly Unit[] {
    const here = [`zone ${zoneCode ?? ''}`, ...narrowing(placeCode)].flatMap((area) => this.unitsByArea.get(area) ?? [])
    return here.filter((unit) => unit.kind !== 'centre' && unit.kind !== 'workstation' && this.handlerOf(unit.id) !== undefined)
  }
}

/** One of a group that passes; those who hold a post themselves nine times out of ten. */
export function pickSeat(group: readonly Seat[], dice: Dice, passes: (seat: Seat) => boolean): Seat | undefined {
  const able = group.filter(passes)
  const holders = able.filter(({ deputy }) => !deputy)
  return dice.pick(holders.length > 0 && dice.chance(0.9) ? holders : able)
}

/** The first answer there is. */
export function firstOf<Item, Answer>(items: readonly Item[], ask: (item: Item) => Answer | undefined): Answer | undefined {
  for (const item of items) {
    const answer = ask(item)
    if (answer !== undefined) return answer
  }
  return undefined
}

/** A place code and every shorter beginning of it, the longest first. */
const narrowing = (code: string): readonly string[] => Array.from({ length: code.length }, (_, index) => code.slice(0, code.length - index))

const groupsOf = (groups: ReadonlyMap<string, readonly Seat[]>, head: string, placeCode: string): readonly (readonly Seat[])[] =>
  narrowing(placeCode).flatMap((area) => {
    const group = groups.get(`${head}${area}`)
    return group ? [group] : []
  })

function byArea(seats: readonly Seat[], head: (seat: Seat) => string): ReadonlyMap<string, readonly Seat[]> {
  const groups = new Map<string, Seat[]>()
  for (const seat of seats) {
    for (const area of seat.actor.areas) {
      const key = `${head(seat)}${area}`
      const group = groups.get(key)
      if (group) group.push(seat)
      else groups.set(key, [seat])
    }
  }
  return groups
}
