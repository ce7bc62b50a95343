import { caseProblems } from '#cases/problems.ts'
import { findCaseByNumber } from '#cases/queries.ts'
import { verifyHistory } from '#cases/verify-history.ts'
import { unknownCity } from '#catalogue/problems.ts'
import { EXIT, say } from '#commands/exit.ts'
import { withDatabase } from '#commands/with-database.ts'
import { findCity } from '#organisation/queries-places.ts'

/** Verifies every history of a city (or one case) and names each case whose history was changed. */
export async function verifyHistories(options: { city: string; case?: string }): Promise<void> {
  await withDatabase(async ({ db }) => {
    if (!(await findCity(db, options.city))) throw unknownCity(options.city)
    const one = options.case === undefined ? undefined : await findCaseByNumber(db, options.city, options.case)
    if (options.case !== undefined && !one) throw caseProblems.notFound(options.case)
    const found = await verifyHistory(db, { cityId: options.city, ...(one && { caseId: one.id }) })
    for (const { number, caseId, seq, reason } of found.broken) say(`被改动 / changed: ${number} (${caseId}) #${seq ?? '-'} ${reason}`)
    say(
      `已校验 ${found.cases} 件、${found.events} 条经过，问题 ${found.broken.length} 件 / verified ${found.cases} cases, ${found.events} events, ${found.broken.length} broken`,
    )
    if (found.broken.length > 0) process.exitCode = EXIT.faults
  })
}
