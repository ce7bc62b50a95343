/** 32 signs that are neither misread nor misheard: what looks like I, L, O or U is one of the others. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 8

/** The code of a report, 8 signs (40 bits) of a keyed hash in hexadecimal: whoever sends the same report again is given the same code, and nobody has to keep it. */
export function codeOf(digest: string): string {
  const bytes = digest.match(/../g) ?? []
  return bytes
    .slice(0, LENGTH)
    .map((byte) => SIGNS[Number.parseInt(byte, 16) % SIGNS.length])
    .join('')
}

/** As it is shown: '7K3Q-F2M8'. */
export const showCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`

/** A code as somebody typed it: in any case, with dashes or blanks, O for 0, I or L for 1. What is no code stays what it is and fits nothing. */
export const readCode = (typed: string): string =>
  typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
