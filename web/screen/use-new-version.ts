import { useEffect } from 'react'

const LOOK_EVERY = 600_000
const TRY_EVERY = 15_000
const QUIET_FOR = 60_000

/** The scripts a page names: their names change with their content. */
const scriptsIn = (page: string): string[] =>
  [...page.matchAll(/<script[^>]*\ssrc="([^"]+)"/g)].map(([, source]) => source ?? '').toSorted()

const own = scriptsIn(document.documentElement.outerHTML).join()

async function isOutdated(): Promise<boolean> {
  try {
    const response = await fetch(window.location.pathname, { headers: { accept: 'text/html' }, cache: 'no-store' })
    const served = response.ok ? scriptsIn(await response.text()).join() : ''
    return served !== '' && served !== own
  } catch {
    // The server is away: the next look tells.
    return false
  }
}

/** Loads the page anew once the server has another version of it and nobody has touched the screen for a minute. */
export function useNewVersion(): void {
  useEffect(() => {
    let [outdated, touchedAt] = [false, 0]
    const touch = (): void => {
      touchedAt = Date.now()
    }
    const look = setInterval(async () => {
      outdated = await isOutdated()
    }, LOOK_EVERY)
    const reload = setInterval(() => {
      if (outdated && Date.now() - touchedAt > QUIET_FOR) window.location.reload()
    }, TRY_EVERY)
    const events = ['pointermove', 'pointerdown', 'keydown'] as const
    for (const event of events) window.addEventListener(event, touch, { passive: true })
    return () => {
      clearInterval(look)
      clearInterval(reload)
      for (const event of events) window.removeEventListener(event, touch)
    }
  }, [])
}
