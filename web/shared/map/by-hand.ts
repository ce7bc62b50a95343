/** Tells the reader's moves from the page's. */
export const BY_HAND = { byHand: true } as const
export const isByHand = (event: object): boolean => 'byHand' in event || ('originalEvent' in event && event.originalEvent !== undefined)
