import type { Origin } from '#cases/case-state.ts'
import type { Channel } from '#cases/words.ts'
import type { GivenPlace } from '#web/shared/map/places.ts'

/** A component or a shopfront of the register that the report is about. */
export interface RegisterEntry {
  readonly register: 'component' | 'shopfront'
  readonly code: string
  readonly name: string
}

/** A known case that turned out to be the very problem, and why it is taken for the same. */
export interface SameCase {
  readonly id: string
  readonly number: string
  readonly reason: string
}

/** What the operator has written down so far. */
export interface Report {
  readonly description: string
  readonly address: string
  readonly place: GivenPlace | null
  readonly typeCode: string | null
  readonly conditionNumber: number | null
  /** Square metres. */
  readonly impactArea: number | null
  readonly entry: RegisterEntry | null
  readonly channel: Channel
  readonly origin: Origin
  /** ISO instant. */
  readonly foundAt: string | null
  readonly callerName: string
  readonly callerContact: string
  readonly photos: readonly string[]
  readonly same: SameCase | null
}

/** Who can have found what comes in by a channel, the usual one first. */
export const ORIGINS_BY_CHANNEL: Readonly<Record<Channel, readonly [Origin, ...Origin[]]>> = {
  hotline: ['public', 'operator'],
  web: ['public', 'operator'],
  media: ['operator', 'public'],
  drone: ['operator'],
  video: ['operator'],
  patrol: ['inspector', 'operator'],
  sensor: ['sensor'],
  satellite: ['satellite'],
  app: ['public', 'inspector'],
  other: ['operator', 'public'],
}

export const blankReport = (channel: Channel = 'hotline'): Report => ({
  description: '',
  address: '',
  place: null,
  typeCode: null,
  conditionNumber: null,
  impactArea: null,
  entry: null,
  channel,
  origin: ORIGINS_BY_CHANNEL[channel][0],
  foundAt: null,
  callerName: '',
  callerContact: '',
  photos: [],
  same: null,
})

/** Whether anything would be lost. */
export const holdsAnything = (report: Report): boolean =>
  [report.description, report.address, report.callerName, report.callerContact].some((text) => text.trim() !== '') ||
  report.place !== null ||
  report.typeCode !== null ||
  report.photos.length > 0

const contactOf = ({ callerName, callerContact }: Report) =>
  callerName.trim() === '' && callerContact.trim() === ''
    ? null
    : { name: callerName.trim() === '' ? null : callerName, contact: callerContact }

/** The report as the contract takes it (ReportInput); a place not yet picked is left out, for the contract to miss. */
export function inputOf(report: Report, requestId: string): Readonly<Record<string, unknown>> {
  const { description, address, place, typeCode, conditionNumber, impactArea, entry, channel, origin, foundAt, photos } = report
  return {
    requestId,
    ...place,
    description,
    address,
    typeCode,
    conditionNumber,
    impactArea,
    componentCode: entry?.register === 'component' ? entry.code : null,
    shopfrontCode: entry?.register === 'shopfront' ? entry.code : null,
    channel,
    origin,
    foundAt,
    photos,
    contact: contactOf(report),
  }
}
