import type { Readable } from 'node:stream'
import { fileProblems } from '#platform/file-problems.ts'

export interface KeptFile {
  readonly key: string
  /** When it was kept, or asked to be kept again. */
  readonly at: Date
}

/** Where bytes are kept: a folder of this machine or an S3-compatible service. Keys are SHA-256 in hexadecimal, so equal content is kept once. */
export interface FileStore {
  /**
   * Keeps `bytes` under `key`; when it returns they are durable. Keeping the same key again changes nothing but the moment it was kept at.
   * Throws storage.full and storage.unavailable.
   */
  put(bytes: Buffer | Readable, key: string): Promise<void>
  /** Throws file.not_found when there is nothing under the key. */
  get(key: string): Promise<Readable>
  has(key: string): Promise<boolean>
  /** Removing what is not there is no error. */
  remove(key: string): Promise<void>
  /** Everything there is, in no order, without holding it all. */
  list(): AsyncIterable<KeptFile>
  /** Removes a file that was kept before `before` and not again since; says whether it did. */
  removeKeptBefore(key: string, before: Date): Promise<boolean>
  /** Removes what writes that were cut off before `before` left behind; returns how many. */
  removeScraps(before: Date): Promise<number>
  /** Throws when nothing can be kept at the moment. */
  check(): Promise<void>
}

/** Refuses anything but a SHA-256, so that no key can name a place outside the store. */
export function checkKey(key: string): string {
  if (!/^[0-9a-f]{64}$/.test(key)) throw fileProblems.badKey()
  return key
}
