import type { Subscriptions } from '#platform/relay.ts'

/** Event → what follows from it, for the whole product. Events without a line here still reach the stream. */
export const subscriptions: Subscriptions = {}
