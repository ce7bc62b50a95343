import { z } from 'zod'
import { COMPONENT_STATES, RegisterCode, SHOPFRONT_STATES } from '#cases/contract-registers.ts'

export const REGISTERS = ['component', 'shopfront'] as const
export type Register = (typeof REGISTERS)[number]

export const RegisterListQuery = z.object({
  register: z.enum(REGISTERS),
  text: z
    .string()
    .trim()
    .max(100)
    .default('')
    .describe('编码开头，或名称、地址中的字 / the beginning of a code, or part of a name or address'),
  state: z.enum([...COMPONENT_STATES, ...SHOPFRONT_STATES]).optional(),
  after: RegisterCode.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})
export type RegisterListQuery = z.output<typeof RegisterListQuery>

/** One line of a register; what it holds besides is read by its code. */
export const RegisterLine = z.object({
  code: z.string(),
  name: z.string(),
  state: z.enum([...COMPONENT_STATES, ...SHOPFRONT_STATES]),
  typeCode: z.string().nullable().describe('部件的类型 / of a component'),
  address: z.string().nullable().describe('门店的地址 / of a shopfront'),
  gridCode: z.string().nullable(),
})
export const RegisterListAnswer = z.object({
  entries: z.array(RegisterLine),
  next: z.string().nullable(),
  total: z.int().nullable().describe('共多少条，只随第一页给出 / how many in all, with the first page only'),
})
