import { useState } from 'react'
import type { Point } from './grid-at.ts'
import { useLatestFix } from './latest-fix.ts'
import { askPosition, type Fix } from './position.ts'

/** Where photos of a step are taken: known while on duty, else asked once when the first is taken. */
export function usePhotoPlace(): { readonly place: Point | null; readonly locate: () => void } {
  const latest = useLatestFix()
  const [asked, setAsked] = useState<Fix | 'asking' | null>(null)
  const fix = latest ?? (asked === 'asking' ? null : asked)
  const locate = (): void => {
    if (latest || asked !== null) return
    setAsked('asking')
    void askPosition().then((found) => setAsked(typeof found === 'string' ? null : found))
  }
  return { place: fix && { lon: fix.lon, lat: fix.lat }, locate }
}
