import { z } from 'zod'

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '须为 HH:MM / must be HH:MM')

/** What a city may want different about its messages: data in city.settings.messages, every value with a default. */
export const MessagePolicy = z.object({
  /** Local times between which nobody's phone rings but a duty post's; equal times mean no quiet hours. */
  quietFrom: time.default('22:00'),
  quietTo: time.default('07:00'),
  /** Local time at which subscribers of an area hear of the day. */
  digestAt: time.default('18:00'),
  /** Minutes for which events of one case wait for each other. */
  gatherMinutes: z.number().int().min(0).max(120).default(10),
  /** Days after the last message about a case that its reporter's address is kept; the case may be opened again meanwhile. */
  addressDays: z.number().int().min(1).max(366).default(30),
  /** Days the proof of delivery is kept. */
  proofDays: z.number().int().min(1).max(3660).default(366),
})
export type MessagePolicy = z.output<typeof MessagePolicy>

const parsed = new WeakMap<object, MessagePolicy>()

/** The policy inside a city's settings, defaults filled in; settings nobody can read count as none. */
export function messagePolicyOf(settings: Readonly<Record<string, unknown>>): MessagePolicy {
  const known = parsed.get(settings)
  if (known) return known
  const read = MessagePolicy.safeParse(settings.messages ?? {})
  const policy = read.success ? read.data : MessagePolicy.parse({})
  parsed.set(settings, policy)
  return policy
}
