import { unknownCity } from '#catalogue/problems.ts'
import { EXIT, say } from '#commands/exit.ts'
import { withDatabase } from '#commands/with-database.ts'
import { findCity } from '#organisation/queries-places.ts'
import { verifyAudit } from '#platform/audit-seal.ts'

/** Compares a city's audit log with its seals and names each stretch that is not what it was. */
export async function verifyAuditLog(options: { city: string }): Promise<void> {
  await withDatabase(async ({ db }) => {
    if (!(await findCity(db, options.city))) throw unknownCity(options.city)
    const { seals, entries, broken } = await verifyAudit(db, options.city)
    for (const { number, toId, at } of broken) say(`被改动 / changed: 封条 seal ${number} (至 up to ${toId}, ${at.toISOString()})`)
    say(
      `已核对封条 ${seals} 个、记录 ${entries} 条，问题 ${broken.length} 处 / verified ${seals} seals, ${entries} entries, ${broken.length} broken`,
    )
    if (broken.length > 0) process.exitCode = EXIT.faults
  })
}
