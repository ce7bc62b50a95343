import { readdirSync, readFileSync } from 'node:fs'

/** Clock ticks a second, as Linux tells them to everybody (USER_HZ). */
const TICKS = 100

interface Spent {
  readonly parent: number
  /** Seconds of its own, and of children that have ended. */
  readonly own: number
  readonly ended: number
}

function spentBy(pid: string): Spent | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    const ticks = (index: number): number => Number(fields[index]) / TICKS
    return { parent: Number(fields[1]), own: ticks(11) + ticks(12), ended: ticks(13) + ticks(14) }
  } catch {
    return undefined
  }
}

/** Seconds of processor a process has had, its children, living and ended, included (Linux). */
export function processorTime(pid: number): number {
  const self = spentBy(String(pid))
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => spentBy(name) ?? [])
    .filter(({ parent }) => parent === pid)
  return (self?.own ?? 0) + (self?.ended ?? 0) + children.reduce((sum, { own }) => sum + own, 0)
}

/** The process that started this one. */
export const parentOf = (pid: number): number => spentBy(String(pid))?.parent ?? 0
