import type { z } from 'zod'
import { ReportInput, SelfHandleInput } from '#cases/contract.ts'
import type { FilingCondition } from '#catalogue/tables.ts'
import { firstOf, pickSeat, type Seat } from '#simulation/cast.ts'
import { type Dice, diceOf } from '#simulation/dice.ts'
import type { Fate } from '#simulation/fate.ts'
import type { RegisterEntry } from '#simulation/queries.ts'
import type { Problem } from '#simulation/scenery.ts'
import { addressAt, describeProblem, WORDS } from '#simulation/wording.ts'
import type { World } from '#simulation/world.ts'

/** What there is to be found and where: two reports of the same problem share it. */
interface Finding {
  readonly problem: Problem
  readonly condition: FilingCondition
  readonly placeCode: string
  readonly lon: number
  readonly lat: number
  readonly address: string
  readonly entry: RegisterEntry | null
}

/** A report ready to be handed in. */
export interface Draft {
  readonly seat: Seat
  readonly input: z.output<typeof SelfHandleInput> | z.output<typeof ReportInput>
  readonly finding: Finding
}

/** Urgent conditions, such as a missing cover, are rarer than the others of their type. */
const conditionWeight = ({ urgency }: FilingCondition): number => (urgency === 'urgent' ? 1 : 3)
const GRIDDED = 12
const ELSEWHERE = 1
/** Degrees; some 5 m. Two people never stand on the same spot. */
const STEP_ASIDE = 0.00005

const EVERYWHERE = { typeCodes: null, placePrefix: '' }

/** What the case of an index is about; null for a catalogue or a city with nothing in it. */
export function findingOf(world: World, index: number): Finding | null {
  const { repeats, waitsIn } = world.fateOf(index)
  if (repeats !== null) return findingOf(world, repeats)
  const dice = diceOf(world.seed, index, 'finding')
  const { typeCodes, placePrefix } = (world.isShown(index) && world.showcase) || EVERYWHERE
  const among = waitsIn === null ? world.scenery.problems : world.scenery.quick
  const wanted = typeCodes && among.filter(({ type }) => typeCodes.includes(type.code))
  const problem = dice.weighted(wanted && wanted.length > 0 ? wanted : among, ({ weight }) => weight)
  const condition = problem && dice.weighted(problem.conditions, conditionWeight)
  return problem && condition ? { problem, condition, ...placeOf(world, problem, placePrefix, dice) } : null
}

function placeOf({ scenery }: World, problem: Problem, prefix: string, dice: Dice): Omit<Finding, 'problem' | 'condition'> {
  const shop = problem.atShopfronts && dice.chance(0.85)
  const registered = (shop ? scenery.shopfronts : scenery.components.get(problem.type.code)) ?? []
  const entry = dice.pick(registered.filter(({ gridCode }) => gridCode.startsWith(prefix))) ?? null
  const beats = scenery.beats.filter(({ code }) => code.startsWith(prefix))
  const beat = dice.weighted(beats.length > 0 ? beats : scenery.beats, ({ gridded }) => (gridded ? GRIDDED : ELSEWHERE))
  const [lon, lat] = (beat && dice.pick(beat.points)) ?? [0, 0]
  const place = entry ? { placeCode: entry.gridCode, lon: entry.lon, lat: entry.lat } : { placeCode: beat?.code ?? '', lon, lat }
  return { ...place, entry, address: entry?.address ?? addressAt(scenery.names, place.placeCode, dice) }
}

/** Who reports: by the fate's level, else whoever walks the place. */
function reporterOf({ cast }: World, fate: Fate, placeCode: string, dice: Dice): Seat | undefined {
  const holds = (permission: string) => (seat: Seat) => seat.actor.permissions.has(permission)
  const centre = fate.source !== 'inspector'
  const atCentre =
    centre &&
    firstOf(cast.centreSeats(fate.level, placeCode), (group) =>
      pickSeat(group, dice, holds(fate.source === 'centre' ? 'case.accept' : 'case.report')),
    )
  if (atCentre) return atCentre
  const groups = cast.inspectorGroups(placeCode)
  const ofLevel = (seat: Seat): boolean => seat.actor.level === fate.level && holds('case.report')(seat)
  return (
    firstOf(groups, (group) => pickSeat(group, dice, ofLevel)) ?? firstOf(groups, (group) => pickSeat(group, dice, holds('case.report')))
  )
}

/** The report of an index; null when nobody of the city could have made it. Photos are added when it is handed in. */
export function draftReport(world: World, index: number, caseId: string): Draft | null {
  const fate = world.fateOf(index)
  const finding = findingOf(world, index)
  const dice = diceOf(world.seed, index, 'report')
  const seat = finding && reporterOf(world, fate, finding.placeCode, dice)
  if (!finding || !seat) return null
  const { problem, condition, entry } = finding
  const isComponent = entry?.typeCode != null
  const aside = fate.repeats === null ? 0 : STEP_ASIDE
  const fields = {
    requestId: caseId,
    lon: finding.lon + aside,
    lat: finding.lat,
    address: finding.address,
    description: describeProblem(problem, condition.filing, fate.channel, fate.typeKnown, dice),
    origin: fate.origin,
    channel: fate.channel,
    ...(fate.typeKnown && { typeCode: problem.type.code, conditionNumber: condition.number }),
    componentCode: isComponent ? entry.code : null,
    shopfrontCode: entry && !isComponent ? entry.code : null,
    foundAt: null,
  }
  const input = fate.selfHandled ? SelfHandleInput.parse({ ...fields, result: dice.pick(WORDS.selfDone) }) : ReportInput.parse(fields)
  return { seat, input, finding }
}
