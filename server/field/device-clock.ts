/** From this difference on, seconds, a phone's clock is called wrong: what a person would notice. */
export const WRONG_FROM_SECONDS = 120

export interface ClockAnswer {
  readonly serverTime: string
  /** The phone's clock minus ours. */
  readonly skewSeconds: number
  readonly wrong: boolean
}

/** How a phone's clock stands to ours at a moment: the server keeps its own and tells the difference. */
export function clockOf(deviceTime: Date, serverTime: Date): ClockAnswer {
  const skewSeconds = Math.round((deviceTime.getTime() - serverTime.getTime()) / 1000)
  return { serverTime: serverTime.toISOString(), skewSeconds, wrong: Math.abs(skewSeconds) >= WRONG_FROM_SECONDS }
}

/**
 * A moment on the phone's clock in ours: as long before now as the phone says it was before the moment of sending, so that a clock that is wrong but
 * runs evenly does no harm.
 */
export const serverMoment = (moment: Date, deviceTime: Date, serverTime: Date): Date =>
  new Date(serverTime.getTime() - (deviceTime.getTime() - moment.getTime()))
