import { z } from 'zod'
import { code, day, id, label } from '#organisation/contract.ts'
import { Login } from '#organisation/contract-people.ts'

/** One line of the file: a person and the post they are to hold, in a unit named by its code. An empty cell is a value that was not given. */
export const PeopleRow = z.object({
  name: label,
  login: Login.nullable().default(null),
  unit: code,
  role: code,
  title: label,
  title_en: label.nullable().default(null),
  rank: z.coerce.number().int().min(1).max(9).default(1),
  valid_from: day,
})
export type PeopleRow = z.output<typeof PeopleRow>

/** `dryRun` is "true" unless it says "false": a slip of the hand imports nobody. */
export const PeopleImportForm = z.object({ requestId: id, dryRun: z.enum(['true', 'false']).default('true') })
export const PeopleImportAnswer = z.object({
  imported: z.boolean(),
  rows: z.int(),
  faults: z.array(
    z.object({
      row: z.int().nullable(),
      column: z.string().nullable(),
      value: z.string(),
      rule: z.string(),
      zh: z.string(),
      en: z.string(),
    }),
  ),
})
export type PeopleImportReport = z.output<typeof PeopleImportAnswer>
export type PeopleFault = PeopleImportReport['faults'][number]
