import { keepFigures } from '#cases/keep-figures.ts'
import { NOTICED_ACTIONS } from '#cases/notice-rules.ts'
import { relocateAfterChange } from '#cases/relocate-cases.ts'
import { tellOfCase } from '#cases/tell-of-case.ts'
import type { ChannelsOn } from '#messages/channels.ts'
import { queueMessages } from '#messages/queue-messages.ts'
import { DIVISION_CHANGED } from '#organisation/events.ts'
import type { BatchHandler, Subscriptions } from '#platform/relay.ts'

/** Event → what follows from it, for the whole product. Events without a line here still reach the stream. */
export const subscriptions: Subscriptions = {
  [DIVISION_CHANGED]: [(tx, event) => relocateAfterChange(tx, event.cityId, event.data, event.at)],
  ...Object.fromEntries(NOTICED_ACTIONS.map((action) => [`case.${action}`, [tellOfCase]])),
}

/** What is kept, and queued to be told, from all events of a batch at once; messages over the channels that are on. */
export const batchesWith = (channels: ChannelsOn): readonly BatchHandler[] => [keepFigures, queueMessages(channels)]
