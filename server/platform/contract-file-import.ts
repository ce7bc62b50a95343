import { z } from 'zod'
import { identifier } from '#platform/contract-identifier.ts'

/** What goes with a file of rows. `dryRun` is "true" unless it says "false": a slip of the hand imports nothing. */
export const FileImportForm = z.object({ requestId: identifier, dryRun: z.enum(['true', 'false']).default('true') })
export const FileImportAnswer = z.object({
  imported: z.boolean(),
  rows: z.int(),
  faults: z.array(
    z.object({
      /** The line of the file, its heading being line 1; null when the file as a whole is at fault. */
      row: z.int().nullable(),
      column: z.string().nullable(),
      value: z.string(),
      /** Stable: a rule of what is imported, or `value` when the cell is not what its column takes. */
      rule: z.string(),
      zh: z.string(),
      en: z.string(),
    }),
  ),
})
export type FileImportReport = z.output<typeof FileImportAnswer>
export type FileFault = FileImportReport['faults'][number]
