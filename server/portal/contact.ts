/** A telephone number or an e-mail address, as somebody writes it. */
export const CONTACT = /^(\+?[\d][\d -]{4,19}|[^\s@]+@[^\s@]+\.[^\s@]+)$/
