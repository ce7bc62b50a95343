import type { BrowserContextOptions } from 'playwright-core'
import { PLACE } from './console/arrange.ts'

/** A phone so many CSS pixels wide, standing in front of the problem. */
export const phone = (width: number): BrowserContextOptions => ({
  viewport: { width, height: 740 },
  isMobile: true,
  hasTouch: true,
  geolocation: { longitude: PLACE.lon, latitude: PLACE.lat, accuracy: 12 },
  permissions: ['geolocation'],
})

/** A cheap one with a fine screen, held in one hand by somebody who wants nothing to move. */
export const PHONE: BrowserContextOptions = { ...phone(360), deviceScaleFactor: 2, reducedMotion: 'reduce' }
