import { closeSync, fsyncSync, openSync } from 'node:fs'

/** Makes a directory's entries durable. Windows offers no such thing and refuses to open a directory. */
export function syncDirectory(path: string): void {
  if (process.platform === 'win32') return
  const descriptor = openSync(path, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
