import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import type { Overview } from './api.ts'

const MOVED = 'wangge-moved'
const LEAST_SECONDS = 5

const subscribe = (tell: () => void): (() => void) => {
  window.addEventListener('popstate', tell)
  window.addEventListener(MOVED, tell)
  return () => {
    window.removeEventListener('popstate', tell)
    window.removeEventListener(MOVED, tell)
  }
}
const search = (): string => window.location.search

/** The address that shows a place (null: where the reader's own area begins); everything else it says stays. */
export function addressOf(code: string | null): string {
  const parameters = new URLSearchParams(search())
  parameters.delete('placeCode')
  if (code !== null) parameters.set('placeCode', code)
  const text = parameters.toString()
  return text === '' ? window.location.pathname : `${window.location.pathname}?${text}`
}

export interface PlaceInView {
  /** The place shown now; null: where the reader's own area begins. */
  readonly code: string | null
  readonly choose: (code: string | null) => void
  /** Tells what was shown, so that a rotation knows where it may go. */
  readonly saw: (overview: Overview) => void
}

/** The place the address names, or with ?rotate=30 that place and each of its children in turn, so many seconds each. */
export function usePlaceInView(): PlaceInView {
  const parameters = new URLSearchParams(useSyncExternalStore(subscribe, search))
  const start = parameters.get('placeCode')
  const seconds = Number(parameters.get('rotate') ?? 0)
  const rotation = useRotation(start, seconds > 0 ? Math.max(seconds, LEAST_SECONDS) : 0)
  const choose = useCallback((code: string | null): void => {
    window.history.pushState(null, '', addressOf(code))
    window.dispatchEvent(new Event(MOVED))
  }, [])
  return { ...rotation, choose }
}

interface Round {
  readonly start: string | null
  readonly stops: readonly string[]
  readonly at: number
}

function useRotation(start: string | null, seconds: number): Omit<PlaceInView, 'choose'> {
  const [round, setRound] = useState<Round>({ start, stops: [], at: 0 })
  const current = round.start === start ? round : { start, stops: [], at: 0 }
  const { stops, at } = current
  useEffect(() => {
    if (seconds === 0 || stops.length === 0) return
    const timer = setInterval(() => setRound((now) => ({ ...now, at: (now.at + 1) % (now.stops.length + 1) })), seconds * 1000)
    return () => clearInterval(timer)
  }, [seconds, stops])
  const isStart = at === 0
  const saw = useCallback(
    ({ place, children }: Overview) => {
      if (seconds === 0 || !isStart || (start !== null && place.code !== start)) return
      const next = children.filter(({ kind }) => kind !== 'zone').map(({ code }) => code)
      setRound((now) => (now.start === start && now.stops.join() === next.join() ? now : { start, stops: next, at: 0 }))
    },
    [seconds, isStart, start],
  )
  return { code: at === 0 ? start : (stops[at - 1] ?? start), saw }
}
