import { drawToken } from '#identity/token.ts'

export interface MessageToken {
  readonly cityId: string
  readonly token: string
}

const FORM = /^([A-Za-z0-9_-]{1,32})\.([A-Za-z0-9_-]{43})$/

/** A new token; in links it is spelt with its city. */
export const newMessageToken = (): string => drawToken()

/** A token as it stands in a link: it says its city, so that it is looked for there alone. */
export const spellMessageToken = ({ cityId, token }: MessageToken): string => `${cityId}.${token}`

/** The city and the token of a link; undefined when it is none of ours. */
export function readMessageToken(spelt: string): MessageToken | undefined {
  const [, cityId, token] = FORM.exec(spelt) ?? []
  return cityId !== undefined && token !== undefined ? { cityId, token } : undefined
}
