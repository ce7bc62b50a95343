import { useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { CHANNELS, MESSAGE_STATES, MESSAGE_STEPS } from '#messages/channels.ts'
import type { MessageFilter } from '#web/console/messages/api.ts'

/** The filter and the message that is open, as they stand in the address. */
export interface Address extends MessageFilter {
  readonly message?: string | undefined
}

const FIELDS = ['state', 'channel', 'step', 'from', 'to', 'message'] as const
const ID = /^[0-9a-f-]{36}$/i
const oneOf = <Value extends string>(values: readonly Value[], given: string | null): Value | undefined =>
  values.find((each) => each === given)
const instantOf = (given: string | null): string | undefined => (given && !Number.isNaN(Date.parse(given)) ? given : undefined)

/** What an address says, without what it cannot mean. */
export const readAddress = (parameters: URLSearchParams): Address => ({
  state: oneOf(MESSAGE_STATES, parameters.get('state')),
  channel: oneOf(CHANNELS, parameters.get('channel')),
  step: oneOf(MESSAGE_STEPS, parameters.get('step')),
  from: instantOf(parameters.get('from')),
  to: instantOf(parameters.get('to')),
  message: ID.test(parameters.get('message') ?? '') ? (parameters.get('message') ?? undefined) : undefined,
})

/** Kept in the address, so that a list can be shared and gone back to. */
export function useAddress(): readonly [Address, (change: Partial<Address>) => void] {
  const [parameters, setParameters] = useSearchParams()
  const address = useMemo(() => readAddress(parameters), [parameters])
  const change = (next: Partial<Address>): void => {
    const whole: Address = { ...address, ...next }
    setParameters(
      FIELDS.flatMap((field) => (whole[field] ? [[field, whole[field]] as [string, string]] : [])),
      { replace: true },
    )
  }
  return [address, change]
}
