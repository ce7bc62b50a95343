/** What an answer tells of the phone's clock: its difference to the server's, ms, read at the middle of the time the answer took. */
export const skewOf = (sentAt: number, heardAt: number, serverTime: string): number =>
  Math.round((sentAt + heardAt) / 2 - Date.parse(serverTime))

/** A moment of the phone's clock by the server's, for what is compared with other people's moments. */
export const corrected = (phoneTime: number, skew: number): Date => new Date(phoneTime - skew)

/** Whether a person is told that the phone's clock is wrong. */
export const isClockWrong = (skew: number, fromSeconds: number): boolean => Math.abs(skew) >= fromSeconds * 1000
