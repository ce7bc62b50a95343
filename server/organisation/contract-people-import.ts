import { z } from 'zod'
import { code, day, label } from '#organisation/contract.ts'
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
