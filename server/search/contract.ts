import { z } from 'zod'
import { CaseRowAnswer } from '#cases/contract-answers.ts'
import { TypeFields } from '#catalogue/contract.ts'
import { identifier } from '#platform/contract-identifier.ts'

const id = identifier

export const SearchQuery = z.object({ q: z.string().trim().min(1).max(100) })

/** At most six of each kind, best first; a kind the post may not read, or that nothing was found of, is empty. */
export const SearchAnswer = z.object({
  cases: z.array(
    CaseRowAnswer.pick({ id: true, number: true, stage: true, typeName: true, address: true, light: true, overdue: true, closedAt: true }),
  ),
  types: z.array(TypeFields.pick({ code: true, name: true, nameEn: true, className: true, classNameEn: true })),
  places: z.array(
    z.object({
      level: z.enum(['city', 'district', 'street', 'community', 'residents_group', 'building', 'zone', 'grid']),
      code: z.string(),
      name: z.string(),
      nameEn: z.string().nullable(),
      within: z.string().nullable(),
    }),
  ),
  posts: z.array(
    z.object({
      id,
      title: z.string(),
      titleEn: z.string().nullable(),
      unitId: id,
      unitName: z.string(),
      unitNameEn: z.string().nullable(),
      people: z.array(z.object({ name: z.string(), kind: z.enum(['holder', 'deputy']) })),
    }),
  ),
  registers: z.array(
    z.object({ register: z.enum(['component', 'shopfront']), code: z.string(), name: z.string(), gridCode: z.string().nullable() }),
  ),
})
