import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { currentLoad, type Section } from './report.ts'

/** A simulated day of the wall by its own measurement (wall-memory.ts): what it says goes through, its verdict is the figure. */
export async function runWall(url: string, hours: number): Promise<Section> {
  const before = currentLoad()
  const script = fileURLToPath(new URL('./wall-memory.ts', import.meta.url))
  const child = spawn(process.execPath, [script, '--url', url, '--hours', String(hours)], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString()
    process.stderr.write(chunk)
  })
  const code = await new Promise<number>((resolve) => child.on('close', (ended) => resolve(ended ?? 1)))
  const detail = said.trim().split('\n').at(-1) ?? ''
  const row = {
    what: `growth over ${hours} simulated hours (0 none, 1 some)`,
    figure: code === 0 ? 0 : 1,
    goal: { most: 0, unit: '' },
    detail,
  }
  return { title: 'Wall: memory', rows: [row], load: [before, currentLoad()] }
}
