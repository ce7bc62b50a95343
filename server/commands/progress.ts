import { Presets, SingleBar } from 'cli-progress'

export interface Progress {
  to(done: number, total: number, note?: string): void
  end(): void
}

/** A bar on a terminal; elsewhere (a log, a service) one line each tenth of the way. */
export function showProgress(title: string): Progress {
  return process.stderr.isTTY ? bar(title) : lines(title)
}

function bar(title: string): Progress {
  const drawn = new SingleBar(
    { format: `${title} {bar} {percentage}% {value}/{total} {note}`, hideCursor: true, stopOnComplete: false },
    Presets.shades_classic,
  )
  let started = false
  return {
    to(done, total, note = '') {
      if (started) drawn.setTotal(total)
      else drawn.start(total, 0, { note })
      started = true
      drawn.update(done, { note })
    },
    end: () => drawn.stop(),
  }
}

function lines(title: string): Progress {
  let told = -1
  return {
    to(done, total, note = '') {
      const tenth = Math.floor((done / Math.max(1, total)) * 10)
      if (tenth <= told) return
      told = tenth
      process.stderr.write(
        `${title} ${Math.min(100, Math.round((done / Math.max(1, total)) * 100))}% (${Math.round(done)}/${Math.round(total)}) ${note}\n`,
      )
    },
    end: () => {},
  }
}
