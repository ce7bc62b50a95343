import { CAPABILITIES_WITH_README, CLOCK_ELSEWHERE, LAYERS, MOST_LINES, README_LINES } from './house.ts'
import type { Finding, Rule } from './tree.ts'

const CLOCK = ['new Date()', 'Date.now']

/** The injected clock is the only "now"; what else reads the machine's is named with its reason. */
export const oneClock: Rule = (tree) =>
  [...tree.modules.values()].flatMap(({ path, impurities }) =>
    path in CLOCK_ELSEWHERE
      ? []
      : impurities
          .filter(({ what }) => CLOCK.includes(what))
          .map(({ what, line }) => ({ rule: 'one-clock', path, line, message: `${what} outside the clock` })),
  )

/** No file is longer than anybody reads in one go. */
export const fileLength: Rule = (tree) =>
  [...tree.modules.values()]
    .filter(({ lines }) => lines > MOST_LINES)
    .map(({ path, lines }) => ({ rule: 'file-length', path, line: lines, message: `${lines} lines, at most ${MOST_LINES}` }))

/** Each capability says on one screen what it is for. */
export const readmes: Rule = (tree) =>
  CAPABILITIES_WITH_README.filter((name) => [...tree.modules.keys()].some((path) => path.startsWith(`server/${name}/`))).flatMap((name) => {
    const path = `server/${name}/README.md`
    const lines = tree.sources.get(path)?.trimEnd().split('\n').length
    if (lines !== undefined && lines <= README_LINES) return []
    return [
      { rule: 'readmes', path, line: lines ?? 0, message: lines === undefined ? 'is missing' : `${lines} lines, at most ${README_LINES}` },
    ]
  })

/** The first line of a migration names the capability whose tables it makes. */
export const migrationHeads: Rule = (tree) =>
  [...tree.sources]
    .filter(([path]) => path.startsWith('migrations/'))
    .flatMap(([path, text]): Finding[] => {
      const capability = /^-- ([a-z0-9-]+): \S/.exec(text)?.[1]
      return capability !== undefined && LAYERS.some((layer) => layer.includes(capability))
        ? []
        : [{ rule: 'migration-heads', path, line: 1, message: 'the first line must read "-- capability: what it makes"' }]
    })
