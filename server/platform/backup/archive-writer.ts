import { createHash } from 'node:crypto'
import type { Writable } from 'node:stream'
import { type BackupHead, FIRST_ENTRY, MANIFEST_ENTRY, type Manifest, SEAL_ENTRY } from '#platform/backup/manifest.ts'
import { END, padding, tarHeader } from '#platform/backup/tar.ts'

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')
const json = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, undefined, 1)}\n`)

/** Writes an archive entry by entry; never holds more than one. */
export class ArchiveWriter {
  readonly #out: Writable
  readonly #at: Date
  readonly #seal = createHash('sha256')

  constructor(out: Writable, at: Date) {
    this.#out = out
    this.#at = at
  }

  begin(head: BackupHead): Promise<void> {
    return this.#entry(FIRST_ENTRY, json(head))
  }

  /** Returns what the manifest says of the entry. */
  async add(name: string, bytes: Buffer): Promise<Manifest['parts'][number]> {
    await this.#entry(name, bytes)
    return { name, size: bytes.length, sha256: sha256(bytes) }
  }

  /** The manifest, and then the seal: the SHA-256 of every byte before it, so that no damage goes unseen. */
  async finish(manifest: Manifest): Promise<void> {
    await this.#entry(MANIFEST_ENTRY, json(manifest))
    await this.#entry(SEAL_ENTRY, Buffer.from(`${this.#seal.copy().digest('hex')}\n`))
    await this.#write(END)
  }

  async #entry(name: string, bytes: Buffer): Promise<void> {
    await this.#write(tarHeader({ name, size: bytes.length }, this.#at))
    await this.#write(bytes)
    await this.#write(padding(bytes.length))
  }

  /** Waits until the bytes are taken: a reader that is slow or gone is noticed here. */
  #write(bytes: Buffer): Promise<void> {
    this.#seal.update(bytes)
    return new Promise((resolve, reject) => this.#out.write(bytes, (error) => (error ? reject(error) : resolve())))
  }
}
