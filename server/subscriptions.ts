import { NOTICED_ACTIONS } from '#cases/notice-rules.ts'
import { relocateAfterChange } from '#cases/relocate-cases.ts'
import { tellOfCase } from '#cases/tell-of-case.ts'
import { DIVISION_CHANGED } from '#organisation/events.ts'
import type { Subscriptions } from '#platform/relay.ts'

/** Event → what follows from it, for the whole product. Events without a line here still reach the stream. */
export const subscriptions: Subscriptions = {
  [DIVISION_CHANGED]: [(tx, event) => relocateAfterChange(tx, event.cityId, event.data, event.at)],
  ...Object.fromEntries(NOTICED_ACTIONS.map((action) => [`case.${action}`, [tellOfCase]])),
}
