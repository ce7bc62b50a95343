import { z } from 'zod'
import { INPUTS, type PersonAction } from '#cases/contract.ts'

/** What the contract asks of one field of an action. */
export interface FieldLimits {
  readonly required: boolean
  /** Characters of a text, entries of a list. */
  readonly most: number | null
}

interface Described {
  readonly maxLength?: number
  readonly maxItems?: number
}
interface Shape {
  readonly properties?: Readonly<Record<string, Described>>
  readonly required?: readonly string[]
}

const shapes = new Map<PersonAction, Shape>()

function shapeOf(action: PersonAction): Shape {
  const known = shapes.get(action)
  if (known) return known
  const shape = z.toJSONSchema(INPUTS[action], { io: 'input', unrepresentable: 'any' }) as Shape
  shapes.set(action, shape)
  return shape
}

/** The names of everything an action carries, as the contract has them. */
export const fieldNames = (action: PersonAction): readonly string[] => Object.keys(shapeOf(action).properties ?? {})

/** Read from the server's own contract, so that a form can ask for neither more nor less. */
export function limitsOf(action: PersonAction, name: string): FieldLimits {
  const { properties, required } = shapeOf(action)
  const described = properties?.[name]
  return { required: required?.includes(name) ?? false, most: described?.maxLength ?? described?.maxItems ?? null }
}
