import type { PersonAction } from '#cases/contract.ts'
import type { QueueFilter } from '#web/console/cases/queue/queue-filter.ts'
import type { ColumnKey } from '#web/console/cases/queue/words.ts'
import type { Me } from '#web/shared/session/session.tsx'

export interface SupervisionTab {
  readonly key: 'pending' | 'overdue' | 'listed' | 'suspended' | 'urged'
  readonly filter: QueueFilter
  readonly columns: readonly ColumnKey[]
  /** What this list is for; what cannot be done is told with its reason. */
  readonly lead?: PersonAction
}

/** The lists of the desk. Requests are those a post of this level rules on: the centre that will close the case. */
export const supervisionTabs = ({
  level,
  permissions,
}: Pick<Me, 'level' | 'permissions'>): readonly [SupervisionTab, ...SupervisionTab[]] => {
  const rest: readonly [SupervisionTab, ...SupervisionTab[]] = [
    {
      key: 'overdue',
      filter: { box: 'overdue' },
      columns: ['remaining', 'timesOver', 'type', 'unit', 'place', 'stage', 'escalated', 'loopLevel', 'number'],
      lead: 'urge',
    },
    {
      key: 'listed',
      filter: { box: 'listed' },
      columns: ['remaining', 'listedBy', 'type', 'unit', 'place', 'stage', 'number'],
      lead: 'take-off-list',
    },
    {
      key: 'suspended',
      filter: { box: 'all', stage: 'suspended' },
      columns: ['remaining', 'suspendedUntil', 'type', 'unit', 'place', 'description', 'number'],
      lead: 'resume',
    },
    {
      key: 'urged',
      filter: { box: 'urged' },
      columns: ['remaining', 'answerBy', 'type', 'unit', 'place', 'stage', 'number'],
      lead: 'urge',
    },
  ]
  if (!permissions.has('case.rule')) return rest
  const pending: SupervisionTab = {
    key: 'pending',
    filter: { box: 'pending', closingLevel: level },
    columns: ['remaining', 'stage', 'type', 'unit', 'place', 'asked', 'number'],
  }
  return [pending, ...rest]
}
