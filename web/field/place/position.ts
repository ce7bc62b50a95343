import type { Point } from './grid-at.ts'

export interface Fix extends Point {
  /** Metres. */
  readonly accuracy: number
  /** By the phone's clock, ms. */
  readonly at: number
}
/** denied: the person or the phone forbids it; none: no position could be found. */
export type NoFix = 'denied' | 'none'

const fixOf = ({ coords, timestamp }: GeolocationPosition): Fix => ({
  lon: coords.longitude,
  lat: coords.latitude,
  accuracy: Math.max(1, Math.round(coords.accuracy)),
  at: timestamp,
})
const faultOf = ({ code }: GeolocationPositionError): NoFix => (code === 1 ? 'denied' : 'none')
const WISH = { enableHighAccuracy: true, maximumAge: 15_000, timeout: 20_000 } as const

/** Where the phone is now, asked once because the person asked for something that needs it. Browsers give WGS-84. */
export const askPosition = (): Promise<Fix | NoFix> =>
  new Promise((resolve) => {
    if (!('geolocation' in navigator)) resolve('none')
    else
      navigator.geolocation.getCurrentPosition(
        (position) => resolve(fixOf(position)),
        (error) => resolve(faultOf(error)),
        WISH,
      )
  })

/** Follows the phone until the answer is called. */
export function watchPosition(tell: (fix: Fix) => void): () => void {
  if (!('geolocation' in navigator)) return () => {}
  const id = navigator.geolocation.watchPosition(
    (position) => tell(fixOf(position)),
    () => {},
    { enableHighAccuracy: true, maximumAge: 10_000 },
  )
  return () => navigator.geolocation.clearWatch(id)
}
