import { createCipheriv, createDecipheriv } from 'node:crypto'

/**
 * Another name for a case, for those who may not know its id: the 16 bytes of the id enciphered as one block of AES-256. The same case always has the same
 * name, names tell nothing of each other or of time, and only the installation turns one back. `key` is 64 hexadecimal digits.
 */
export function spellRef(caseId: string, key: string): string {
  const cipher = createCipheriv('aes-256-ecb', Buffer.from(key, 'hex'), null).setAutoPadding(false)
  return Buffer.concat([cipher.update(Buffer.from(caseId.replaceAll('-', ''), 'hex')), cipher.final()]).toString('base64url')
}

/** The id behind a name of 22 signs. Any of the right form gives some id: whether there is such a case is for the asker to find out. */
export function readRef(ref: string, key: string): string {
  const decipher = createDecipheriv('aes-256-ecb', Buffer.from(key, 'hex'), null).setAutoPadding(false)
  const hex = Buffer.concat([decipher.update(Buffer.from(ref, 'base64url')), decipher.final()]).toString('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
