import type { AttemptKind } from '#identity/tables.ts'

interface BackOff {
  /** Failures in a row that cost nothing. */
  readonly free: number
  /** Seconds of the first lock; each failure more doubles it. */
  readonly first: number
  /** Seconds of the longest lock: it grows, and never lasts for ever. */
  readonly longest: number
  /** Seconds without a failure after which counting begins anew. */
  readonly forgotten: number
}

const HOUR = 3600

/** Many people sit behind the one address of an office, so an address may fail more often than a login before it waits. */
export const BACK_OFF: Readonly<Record<AttemptKind, BackOff>> = {
  login: { free: 4, first: 60, longest: HOUR, forgotten: 24 * HOUR },
  factor: { free: 4, first: 60, longest: HOUR, forgotten: 24 * HOUR },
  address: { free: 40, first: 30, longest: HOUR / 2, forgotten: HOUR },
  report: { free: 4, first: 60, longest: HOUR, forgotten: 24 * HOUR },
  'report-address': { free: 40, first: 30, longest: HOUR / 2, forgotten: HOUR },
}

/** Seconds to wait after the n-th failure in a row. */
export function lockSeconds(kind: AttemptKind, failures: number): number {
  const { free, first, longest } = BACK_OFF[kind]
  return failures <= free ? 0 : Math.min(longest, first * 2 ** Math.min(failures - free - 1, 12))
}

/** Whether failures of that long ago no longer count. */
export const isForgotten = (kind: AttemptKind, lastAt: Date, at: Date): boolean =>
  at.getTime() - lastAt.getTime() > BACK_OFF[kind].forgotten * 1000

/** The addresses counted as one: an IPv4 address by itself, IPv6 by the /64 that one customer is given. */
export function addressBlock(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined || !address.includes(':')) return mapped ?? address
  const [head = '', tail] = address.toLowerCase().split('%')[0]?.split('::') ?? []
  const groups = head === '' ? [] : head.split(':')
  const missing = tail === undefined ? 0 : 8 - groups.length - (tail === '' ? 0 : tail.split(':').length)
  const all = [...groups, ...Array.from({ length: missing }, () => '0'), ...(tail ? tail.split(':') : [])]
  return `${all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}
