/** How urgent a filing condition makes a case, in words. */
export const URGENCY_NAMES = {
  urgent: { zh: '紧急', en: 'Urgent' },
  normal: { zh: '普通', en: 'Normal' },
} as const
