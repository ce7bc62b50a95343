import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** Keeps what the database must not show: sealed so that only this installation reads it, and not in another row or for another use. */
export interface SecretBox {
  /** AES-256-GCM; `context` names whose it is and what for, and must be the same when it is opened. */
  seal(text: string, context: string): string
  /** The text, or undefined when it was sealed with another key or for another context, or was altered. */
  open(sealed: string, context: string): string | undefined
  /** A keyed hash (HMAC-SHA-256, hexadecimal): without the key nobody can try guesses against it. */
  digest(text: string, context: string): string
}

const VERSION = 'v1'
const NONCE = 12
const TAG = 16

const derive = (key: string, use: string): Buffer => Buffer.from(hkdfSync('sha256', key, 'wangge', use, 32))

function decrypt(key: Buffer, sealed: string, context: string): string | undefined {
  const [version, text = ''] = sealed.split('.')
  const bytes = Buffer.from(text, 'base64url')
  if (version !== VERSION || bytes.length < NONCE + TAG) return undefined
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE), { authTagLength: TAG })
  decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(-TAG))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}

/** A box of the installation's key; sealing and hashing each use a key of their own, derived by HKDF. */
export function makeSecretBox(key: string): SecretBox {
  const [sealing, hashing] = [derive(key, 'seal'), derive(key, 'digest')]
  return {
    seal(text, context) {
      const nonce = randomBytes(NONCE)
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce, { authTagLength: TAG }).setAAD(Buffer.from(context))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return `${VERSION}.${Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64url')}`
    },
    open: (sealed, context) => decrypt(sealing, sealed, context),
    digest: (text, context) => createHmac('sha256', hashing).update(`${context}\n${text}`).digest('hex'),
  }
}
