import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'

const ARGUMENTS = ['-X', '-q', '-v', 'ON_ERROR_STOP=1']

/** What one script of SQL prints, without its headings. */
export const askPsql = (url: string, script: string): string =>
  execFileSync('psql', [...ARGUMENTS, '-At', url], { input: script, encoding: 'utf8', maxBuffer: 2 ** 30 })

/** A psql that is written to as it reads. */
export interface Feed {
  write(text: string): Promise<void>
  /** Throws when psql ended with an error, which it has printed. */
  end(): Promise<void>
}

const CHUNK = 1 << 18

export function feedPsql(url: string): Feed {
  const child = spawn('psql', [...ARGUMENTS, url], { stdio: ['pipe', 'ignore', 'inherit'] })
  const ended = once(child, 'close')
  let waiting: string[] = []
  let size = 0
  const flush = async (): Promise<void> => {
    const text = waiting.join('')
    waiting = []
    size = 0
    if (!child.stdin.write(text)) await Promise.race([once(child.stdin, 'drain'), ended])
  }
  return {
    async write(text) {
      waiting.push(text)
      size += text.length
      if (size > CHUNK) await flush()
    },
    async end() {
      await flush()
      child.stdin.end()
      const [code] = (await ended) as [number]
      if (code !== 0) throw new Error('psql failed')
    },
  }
}
