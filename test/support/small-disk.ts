import { execFileSync } from 'node:child_process'
import { chmodSync, closeSync, mkdtempSync, openSync, rmdirSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A disk of its own that can be filled to the last block. */
export interface SmallDisk {
  readonly path: string
  /** Takes what room there is but for so many bytes. */
  fill(left?: number): void
  /** Gives the room back. */
  empty(): void
  unmount(): void
}

const CHUNK = Buffer.alloc(65_536, 7)

function takeRoom(path: string, left: number): void {
  const ballast = openSync(join(path, 'ballast'), 'a', 0o600)
  try {
    for (;;) {
      const { bavail, bsize } = statfsSync(path)
      const room = bavail * bsize - left
      if (room <= 0) return
      writeSync(ballast, CHUNK, 0, Math.min(room, CHUNK.length))
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
  } finally {
    closeSync(ballast)
  }
}

/** Mounts one in memory; undefined where this process may not (then the test that asked says that it was left out). */
export function mountSmallDisk(megabytes: number): SmallDisk | undefined {
  const path = mkdtempSync(join(tmpdir(), 'wangge-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'wangge-test', path], { stdio: 'ignore' })
  } catch {
    rmdirSync(path)
    process.stdout.write('left out: a small disk can only be mounted by root\n')
    return undefined
  }
  chmodSync(path, 0o777)
  return {
    path,
    fill: (left = 0) => takeRoom(path, left),
    empty: () => rmSync(join(path, 'ballast'), { force: true }),
    unmount() {
      execFileSync('umount', ['--lazy', path])
      rmdirSync(path)
    },
  }
}
