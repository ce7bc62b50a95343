import { keepFigures } from '#cases/keep-figures.ts'
import { NOTICED_ACTIONS } from '#cases/notice-rules.ts'
import { relocateAfterChange } from '#cases/relocate-cases.ts'
import { tellOfCase } from '#cases/tell-of-case.ts'
import { DIVISION_CHANGED } from '#organisation/events.ts'
import type { BatchHandler, Subscriptions } from '#platform/relay.ts'

/** Event → what follows from it, for the whole product. Events without a line here still reach the stream. */
export const subscriptions: Subscriptions = {
  [DIVISION_CHANGED]: [(tx, event) => relocateAfterChange(tx, event.cityId, event.data, event.at)],
  ...Object.fromEntries(NOTICED_ACTIONS.map((action) => [`case.${action}`, [tellOfCase]])),
}

/** What is kept from all events of a batch at once. */
export const batches: readonly BatchHandler[] = [keepFigures]
