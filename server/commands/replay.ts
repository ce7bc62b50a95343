import { EXIT, say } from '#commands/exit.ts'
import { showProgress } from '#commands/progress.ts'
import { withDatabase } from '#commands/with-database.ts'
import { runReplay } from '#replay/run-replay.ts'

export async function replay(options: {
  requests: string
  mapping: string
  areas: string
  out: string
  limit?: string
  dryRun?: boolean
}): Promise<void> {
  const progress = showProgress('回放 / replay')
  const report = await withDatabase(({ db }) =>
    runReplay(db, {
      requests: options.requests,
      mapping: options.mapping,
      areas: options.areas,
      outDir: options.out,
      dryRun: options.dryRun ?? false,
      ...(options.limit !== undefined && { limit: Number(options.limit) }),
      onProgress: (done, total) => progress.to(done, total),
    }),
  )
  progress.end()
  say(JSON.stringify(report, null, 2))
  if (!options.dryRun && 'verification' in report && hasBroken(report.verification)) process.exitCode = EXIT.faults
}

const hasBroken = (verification: unknown): boolean =>
  typeof verification === 'object' &&
  verification !== null &&
  'broken' in verification &&
  Array.isArray(verification.broken) &&
  verification.broken.length > 0
