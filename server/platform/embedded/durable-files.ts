import { fsyncSync } from 'node:fs'
import type { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'
import { syncDirectory } from '#platform/embedded/sync-directory.ts'

type Options = Parameters<NodeFS['init']>[1]
type OpenFile = { nfd?: number; node: object }
type HostFiles = { realPath(node: object): string; stream_ops: { fsync?: (file: OpenFile) => number } }

/**
 * PGlite's directory on disk with a working fsync. The engine asks for fsync in all the right places, but PGlite's file layer answers
 * without doing it, so an acknowledged commit lives in the page cache until the operating system writes it. Here the request reaches the disk.
 */
export class DurableFiles extends NodeFS {
  override async init(pg: PGlite, options: Options): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(pg, options)
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [(mod) => this.#wire(mod), ...[emscriptenOpts.preRun ?? []].flat()] } }
  }

  #wire(mod: { FS: unknown }): void {
    const { NODEFS: files } = (mod.FS as { filesystems: { NODEFS: HostFiles } }).filesystems
    files.stream_ops.fsync = (file) => {
      if (file.nfd === undefined) syncDirectory(files.realPath(file.node))
      else fsyncSync(file.nfd)
      return 0
    }
  }
}
