import type { Mark } from '#portal/marks.ts'

declare module '#platform/db.ts' {
  interface Tables {
    publicReport: PublicReportTable
    portalForm: { cityId: string; id: string; photos: number; usedFor: string | null; expiresAt: Date }
    portalPhoto: { cityId: string; fileId: string; formId: string; caseId: string | null; createdAt: Date }
    meToo: { cityId: string; formId: string; caseId: string; at: Date }
  }
}

/** A report without an account; nothing in it tells who made it. */
export interface PublicReportTable {
  cityId: string
  caseId: string
  codeHash: string
  topic: string
  locale: 'zh' | 'en'
  marks: Mark[]
  reportedAt: Date
  deleteAfter: Date
}
