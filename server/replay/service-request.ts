/** One row of the request file, read and checked. Instants are absolute; texts are trimmed, empty ones null. */
export interface ServiceRequest {
  /** Line of the file it begins on; the header is line 1. */
  readonly row: number
  readonly id: string
  readonly openedAt: Date
  readonly targetAt: Date | null
  readonly closedAt: Date | null
  /** The recorded verdict; null when none is recorded. */
  readonly recordedOnTime: boolean | null
  readonly typeClass: string
  readonly type: string
  readonly department: string
  readonly title: string
  readonly address: string | null
  /** The recorded grid as the file writes it. */
  readonly recordedGrid: string | null
  /** As recorded, in the mapping's datum; null when missing or no number. */
  readonly point: { readonly lon: number; readonly lat: number } | null
  readonly source: string
  readonly result: string | null
  /** A local time that came twice that day (the end of summer time): the first coming was taken. */
  readonly ambiguousTime: boolean
}
