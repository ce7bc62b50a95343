import { useState } from 'react'
import { useWords } from '#web/shared/language/language.ts'
import type { LonLat } from '#web/shared/map/map-props.ts'
import shell from '../shell/shell.module.css'
import { Fault } from '../shell/waiting.tsx'
import { partsWords } from './words.ts'

export interface Fix extends LonLat {
  /** Within how many metres it is right. */
  readonly accuracy: number
}

const WAIT = 15_000

/** Where the device is, asked once; nothing follows it. */
const findHere = (): Promise<Fix> =>
  new Promise((resolve, reject) => {
    if (!('geolocation' in navigator)) return reject(new Error('no geolocation'))
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ lon: coords.longitude, lat: coords.latitude, accuracy: Math.round(coords.accuracy) }),
      reject,
      { enableHighAccuracy: true, timeout: WAIT, maximumAge: 30_000 },
    )
  })

const isDenied = (error: unknown): boolean => typeof error === 'object' && error !== null && 'code' in error && error.code === 1

/** The button that asks the device where it is, and what to do when it does not know. */
export function HereButton({ onHere }: { readonly onHere: (fix: Fix) => void }) {
  const words = useWords(partsWords)
  const [state, setState] = useState<'idle' | 'finding' | 'denied' | 'unavailable'>('idle')
  const ask = async (): Promise<void> => {
    if (state === 'finding') return
    setState('finding')
    try {
      onHere(await findHere())
      setState('idle')
    } catch (error) {
      setState(isDenied(error) ? 'denied' : 'unavailable')
    }
  }
  return (
    <>
      <button type="button" className={shell.secondary} onClick={ask}>
        {state === 'finding' ? words.finding : words.here}
      </button>
      {(state === 'denied' || state === 'unavailable') && <Fault text={words[state]} />}
    </>
  )
}
