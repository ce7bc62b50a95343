import { z } from 'zod'
import { LEVELS } from '#platform/actor.ts'

const words = z.object({ zh: z.string(), en: z.string() })

/** What a city may want different about its page for residents: data in city.settings.portal. */
export const PortalSettings = z.object({
  /** Whether anything is reported and shown; unless set only a demo city's page is open. */
  enabled: z.boolean().optional(),
  /** The centres that take such reports in, and close them. */
  level: z.enum(LEVELS).default('district'),
  /** How long a form must have been open before it is taken. */
  leastSeconds: z.number().int().min(0).max(60).default(3),
  photosPerReport: z.number().int().min(0).max(9).default(4),
  /** How long the code of a report opens it. */
  codeDays: z.number().int().positive().default(365),
  /** How long closed cases stay on the public map. */
  closedDays: z.number().int().min(0).max(365).default(30),
  /** Beginnings of the codes of types that are never shown; the shipped ones (data/portal/visibility.csv) unless set. */
  privateTypes: z.array(z.string().min(1).max(20)).max(200).nullable().default(null),
  /** Whether a first "not solved" by whoever reported takes the case up again at once. */
  reopenWhenUnsolved: z.boolean().default(true),
  /** Numbers to call at once; the national ones unless set. */
  emergency: z
    .array(z.object({ number: z.string(), name: words }))
    .nullable()
    .default(null),
})
export type PortalSettings = z.output<typeof PortalSettings>

/** The settings inside those of a city, defaults filled in; `isOpen` says whether the page takes and shows anything. */
export function portalSettings({ settings, isDemo }: { readonly settings: Record<string, unknown>; readonly isDemo: boolean }) {
  const read = PortalSettings.parse(settings.portal ?? {})
  return { ...read, isOpen: read.enabled ?? isDemo }
}
