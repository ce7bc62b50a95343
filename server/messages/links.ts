/** Where the links of messages lead: the one place to change when a page moves. `publicUrl` is without a slash at its end. */
export const confirmLink = (publicUrl: string, token: string): string => `${publicUrl}/portal/confirm?token=${encodeURIComponent(token)}`
export const unsubscribeLink = (publicUrl: string, token: string): string =>
  `${publicUrl}/portal/unsubscribe?token=${encodeURIComponent(token)}`
export const reportLink = (publicUrl: string, number: string): string => `${publicUrl}/portal/cases/${encodeURIComponent(number)}`
export const mapLink = (publicUrl: string): string => `${publicUrl}/portal`
export const caseLink = (publicUrl: string, caseId: string): string => `${publicUrl}/console/cases/${encodeURIComponent(caseId)}`
