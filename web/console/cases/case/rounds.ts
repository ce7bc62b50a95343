import type { CaseEventLine } from '#web/console/cases/api.ts'

/** Whether an event begins a new round: the case was reopened, by its own right or by a rating that said "not solved". */
const begins = ({ action, toStage, fromStage }: CaseEventLine): boolean =>
  action === 'reopen' || (action === 'rate' && toStage !== fromStage)

/** The history by rounds, the first first. */
export function roundsOf(events: readonly CaseEventLine[]): readonly (readonly CaseEventLine[])[] {
  const rounds: CaseEventLine[][] = [[]]
  for (const event of events) {
    if (begins(event)) rounds.push([])
    rounds.at(-1)?.push(event)
  }
  return rounds
}

export const currentRound = (events: readonly CaseEventLine[]): readonly CaseEventLine[] => roundsOf(events).at(-1) ?? []
