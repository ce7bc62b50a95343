import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The file beside the data that holds the key of an installation whose operator sets none. */
export const SECRET_KEY_FILE = 'secret-key'

const BYTES = 32

/** Written whole under another name first, so that two starters agree on one key. */
function makeKeyFile(path: string): void {
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, `${randomBytes(BYTES).toString('base64url')}\n`, { mode: 0o600, flush: true })
  try {
    linkSync(draft, path)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(draft)
  }
}

function readKeyFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** The key of the installation: WANGGE_SECRET_KEY, else the file in the data directory, which is made (readable by its owner only) when it is missing. */
export function readSecretKey({ secretKey, dataDir }: { readonly secretKey: string | undefined; readonly dataDir: string }): string {
  if (secretKey !== undefined) return secretKey
  const path = join(dataDir, SECRET_KEY_FILE)
  const known = readKeyFile(path)
  if (known !== undefined) return known
  mkdirSync(dataDir, { recursive: true })
  makeKeyFile(path)
  return readFileSync(path, 'utf8').trim()
}
