import type { Receipt } from '../api.ts'
import { deviceStore } from '../shell/device-store.ts'

interface Remembered {
  readonly number: string
  readonly code: string
}

const isRemembered = (value: unknown): value is Remembered =>
  typeof value === 'object' && value !== null && 'number' in value && 'code' in value

/** Numbers and codes this device remembers because somebody asked it to. */
export const rememberedReports = deviceStore<readonly Remembered[]>('wangge.portal.reports', (stored) =>
  Array.isArray(stored) ? stored.filter(isRemembered) : [],
)

/** What was answered to the report just sent: a reload still shows it, a closed tab no longer does. */
export const lastReceipt = deviceStore<Receipt | null>(
  'wangge.portal.receipt',
  (stored) => (isRemembered(stored) && 'next' in stored ? (stored as Receipt) : null),
  () => sessionStorage,
)
