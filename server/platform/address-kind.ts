import { isIP } from 'node:net'
import type { AddressKind } from '#platform/address-kinds.ts'

/** RFC 1918, RFC 6598 and link-local addresses of IPv4; unique-local and link-local ones of IPv6 (RFC 4193, RFC 4291). */
const PRIVATE = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|169\.254\.|f[cd]|fe[89ab])/i

/** The kind of a network address; null for what is none. The address itself is nobody's business later. */
export function addressKindOf(address: string): AddressKind | null {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  if (isIP(plain) === 0) return null
  if (plain === '::1' || plain.startsWith('127.')) return 'loopback'
  return PRIVATE.test(plain) ? 'private' : 'public'
}
