import type { Readable } from 'node:stream'
import { fileProblems } from '#platform/file-problems.ts'

/** Where bytes are kept: a folder of this machine or an S3-compatible service. Keys are SHA-256 in hexadecimal, so equal content is kept once. */
export interface FileStore {
  /** Keeps `bytes` under `key`; when it returns they are durable. Keeping the same key again changes nothing. */
  put(bytes: Buffer | Readable, key: string): Promise<void>
  /** Throws file.not_found when there is nothing under the key. */
  get(key: string): Promise<Readable>
  has(key: string): Promise<boolean>
  /** Removing what is not there is no error. */
  remove(key: string): Promise<void>
}

/** Refuses anything but a SHA-256, so that no key can name a place outside the store. */
export function checkKey(key: string): string {
  if (!/^[0-9a-f]{64}$/.test(key)) throw fileProblems.badKey()
  return key
}
