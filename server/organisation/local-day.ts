const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  formats.set(timeZone, format)
  return format
}

/** The calendar day 'YYYY-MM-DD' in a time zone (IANA name) at an instant. */
export const dayIn = (timeZone: string, at: Date): string => formatOf(timeZone).format(at)
