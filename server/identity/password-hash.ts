import { hash, verify } from '@node-rs/argon2'

/** How passwords are kept and compared; the parameters travel in the hash itself (PHC form). */
export interface PasswordHashing {
  hash(password: string): Promise<string>
  verify(passwordHash: string, password: string): Promise<boolean>
}

/** argon2id, 19 MiB, 2 passes, 1 lane: the OWASP recommendation and the library's default. */
export const argon2id: PasswordHashing = { hash: (password) => hash(password), verify }

export const hashPassword = (password: string): Promise<string> => argon2id.hash(password)

/** A hash nobody's password has: verifying against it is the same work as against a real one. */
let decoy: Promise<string> | undefined

/** Whether a password is the one behind a hash; the same work is done when there is none. */
export async function isRightPassword(
  hashing: PasswordHashing,
  passwordHash: string | null | undefined,
  password: string,
): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password')
  const right = await hashing.verify(passwordHash ?? (await decoy), password)
  return right && typeof passwordHash === 'string'
}
