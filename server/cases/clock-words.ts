import type { Bilingual } from '#platform/problem.ts'

/** Why the handling clock runs or stands. */
export const CLOCK_REASONS = ['running', 'return_waits', 'suspended', 'handled', 'not_with_unit', 'ended'] as const
export type ClockReason = (typeof CLOCK_REASONS)[number]

export const CLOCK_REASON_WORDS: Readonly<Record<ClockReason, Bilingual>> = {
  running: { zh: '案卷在处置单位，计时中', en: 'it runs: the case is with its unit' },
  return_waits: { zh: '回退申请待裁定，停止计时', en: 'it stands: a request to return the case awaits its ruling' },
  suspended: { zh: '已挂账，停止计时', en: 'it stands: the case is suspended' },
  handled: { zh: '处置单位已反馈，停止计时', en: 'it stands: the unit has reported back' },
  not_with_unit: { zh: '案卷不在处置单位，停止计时', en: 'it stands: the case is with no unit' },
  ended: { zh: '案卷已了结，不再计时', en: 'it has ended with the case' },
}
