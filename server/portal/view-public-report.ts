import type { z } from 'zod'
import { seenCase } from '#cases/view-case.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import type { PublicReportAnswer } from '#portal/contract-office.ts'
import { MARK_WORDS } from '#portal/marks.ts'
import { findPublicReport, listMeTooCounts } from '#portal/queries.ts'
import { readTopics } from '#portal/read-data.ts'

/** What the centre should know of how a case came in: the topic chosen, the marks, how many have the same problem. Throws case.not_found. */
export async function viewPublicReport(tx: Db, actor: Actor, caseId: string): Promise<z.input<typeof PublicReportAnswer>> {
  const row = await seenCase(tx, actor, caseId)
  const report = await findPublicReport(tx, actor.cityId, row.id)
  const topic = readTopics().find(({ code }) => code === report?.topic)
  return {
    isPublicReport: report !== undefined,
    topic: topic ? { code: topic.code, name: { ...topic.name }, types: [...topic.types] } : null,
    marks: (report?.marks ?? []).map((mark) => ({ mark, words: { ...MARK_WORDS[mark] } })),
    meToo: (await listMeTooCounts(tx, actor.cityId, [row.id])).get(row.id) ?? 0,
  }
}
