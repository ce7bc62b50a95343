import { CHANNELS } from '#cases/contract.ts'
import { blankReport, type Report } from './report.ts'

/** Never the caller: several people share a desk, and a browser writes its session to disk. Photos live only in the page. */
type Kept = Omit<Report, 'callerName' | 'callerContact' | 'photos' | 'same'>

const keyOf = (personId: string): string => `wangge.intake.${personId}`

const keptOf = ({ callerName: _name, callerContact: _contact, photos: _photos, same: _same, ...kept }: Report): Kept => kept

export interface Draft {
  readonly report: Report
  /** Of the sending that may have arrived before the page was loaded anew. */
  readonly requestId: string
}

/** What was being written in this tab before it was loaded anew; null when nothing was. */
export function readDraft(personId: string): Draft | null {
  try {
    const stored = JSON.parse(sessionStorage.getItem(keyOf(personId)) ?? 'null') as (Partial<Kept> & { requestId: string }) | null
    if (stored === null || !CHANNELS.includes(stored.channel as never)) return null
    const { requestId, ...kept } = stored
    return { report: { ...blankReport(stored.channel), ...kept }, requestId }
  } catch {
    return null
  }
}

/** Keeps what is written; without storage it lives as long as the page. */
export function keepDraft(personId: string, draft: Draft | null): void {
  try {
    if (draft === null) sessionStorage.removeItem(keyOf(personId))
    else sessionStorage.setItem(keyOf(personId), JSON.stringify({ ...keptOf(draft.report), requestId: draft.requestId }))
  } catch {
    // Forbidden or full.
  }
}
