import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { isUploadRoute } from '#platform/route.ts'
import { type HostileFile, hostilePhotos, hostileTables, hostileWorkbooks } from './files.ts'
import { faultsOf } from './judge.ts'
import { makeRandom } from './random.ts'
import { type Material, makeRequest } from './requests.ts'
import { makeAgent, send, type WireAnswer, type WireRequest } from './send.ts'
import type { FuzzSite } from './site.ts'
import { readWords } from './words.ts'

export interface FuzzRun {
  readonly seed: number
  readonly requests: number
  /** Answers by status. */
  readonly statuses: ReadonlyMap<number, number>
  /** Routes that let at least one request through, and all there are. */
  readonly passed: number
  readonly routes: number
  readonly faults: readonly string[]
  readonly slowest: { readonly ms: number; readonly what: string }
  /** Bytes of the heap in use after cleaning up, after the first tenth and at the end. */
  readonly heap: { readonly before: number; readonly after: number }
}

/** How many requests are under way at once, and after how many the city is read again, and left for another. */
const [AT_ONCE, REREAD, RESETTLE] = [4, 250, 1000]
/** Every file is sent once by files.test.ts, and reading one takes a hundred times what a request does. */
const FEWER_FILES = 0.8
const MOST_FAULTS = 40

function collector(): () => void {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  return typeof collect === 'function' ? () => void collect() : () => {}
}

async function heapInUse(collect: () => void): Promise<number> {
  for (let round = 0; round < 3; round++) {
    collect()
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

const printable = (bytes: Buffer | undefined): string => (bytes ? JSON.stringify(bytes.subarray(0, 300).toString('utf8')) : '')
const describe = (index: number, { method, path, headers, body }: WireRequest, sender: string): string =>
  `#${index} ${method} ${path.slice(0, 160)} as ${sender} ${JSON.stringify({ ...headers, authorization: undefined }).slice(0, 200)} ${printable(body)}`

/** Sends `count` requests drawn from a seed, to every route in turn, and tells what was wrong with the answers. */
export async function runFuzz(
  site: FuzzSite,
  seed: number,
  count: number,
  onProgress: (done: number, faults: readonly string[]) => void = () => {},
): Promise<FuzzRun> {
  const collect = collector()
  const agent = makeAgent()
  const quick = (files: readonly HostileFile[]): HostileFile[] => files.filter(({ isHeavy }) => !isHeavy)
  const files = { photos: quick(await hostilePhotos()), workbooks: quick(hostileWorkbooks()), tables: quick(hostileTables()) }
  let world = await site.settle()
  const materialOf = async (): Promise<Material> => ({
    ...files,
    routes: site.routes,
    senders: await world.senders(),
    ...(await readWords(site.db, world.city, site.forms())),
  })
  let material = await materialOf()
  const statuses = new Map<number, number>()
  const passed = new Set<string>()
  const faults: string[] = []
  let slowest = { ms: 0, what: '' }
  const note = (what: string, route: string, answer: WireAnswer, request: WireRequest): void => {
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
    if (answer.status < 300) passed.add(route)
    if (answer.ms > slowest.ms) slowest = { ms: Math.round(answer.ms), what }
    const found = faultsOf(request, answer)
    if (found.length > 0) faults.push(`${found.join('; ')}\n  ${what}\n  ${answer.status} ${printable(answer.body)}`)
  }
  const one = async (index: number): Promise<void> => {
    const route = site.routes[index % site.routes.length]
    if (!route) return
    const random = makeRandom(seed + index * 7919)
    const request = makeRequest(isUploadRoute(route) && random.chance(FEWER_FILES) ? random.pick(site.routes) : route, material, random)
    const what = describe(index, request, request.sender)
    const failed = (error: unknown): void => void faults.push(`${String(error)}\n  ${what}`)
    await send(agent, site.port, request).then((answer) => note(what, `${route.method} ${route.path}`, answer, request), failed)
  }
  let before = 0
  for (let from = 0; from < count && faults.length < MOST_FAULTS; from += REREAD) {
    const indexes = Array.from({ length: Math.min(REREAD, count - from) }, (_, at) => from + at)
    const worker = async (): Promise<void> => {
      for (let index = indexes.shift(); index !== undefined; index = indexes.shift()) await one(index)
    }
    await Promise.all(Array.from({ length: AT_ONCE }, worker))
    onProgress(Math.min(count, from + REREAD), faults)
    if ((from + REREAD) % RESETTLE === 0) world = await site.settle()
    material = await materialOf()
    if (before === 0 && from + REREAD >= count / 5) before = await heapInUse(collect)
  }
  agent.destroy()
  return {
    seed,
    requests: count,
    statuses,
    passed: passed.size,
    routes: site.routes.length,
    faults,
    slowest,
    heap: { before, after: await heapInUse(collect) },
  }
}
