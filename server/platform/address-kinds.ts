/** Where a request came from, as far as the audit log may know: this machine, the city's own networks, or outside. */
export type AddressKind = 'loopback' | 'private' | 'public'
