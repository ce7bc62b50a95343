import { Worker } from 'node:worker_threads'
import type { RawCell } from './cell-readers.ts'
import { workbookTooLarge, workbookUnreadable } from './problems.ts'
import { checkPackage } from './workbook-package.ts'

/** A row that holds anything; `number` counts from 1 as people see it, `cells` from column A. */
export interface RawRow {
  readonly number: number
  readonly cells: readonly RawCell[]
}

export interface RawSheet {
  readonly name: string
  readonly rows: readonly RawRow[]
}

const MOST_ROWS = 10_000
const MOST_MS = 20_000
const LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 }

/**
 * The sheets of a .xlsx file, cell by cell. The file is foreign, so it is unpacked and judged first and it is then parsed in a thread
 * of its own that may use so much memory and time and no more; neither a hostile nor a huge file stops the server.
 * `mostMs` is that time. `catalogue.workbook_unreadable`, `catalogue.workbook_too_large`.
 */
export async function readWorkbook(bytes: Buffer, mostMs = MOST_MS): Promise<RawSheet[]> {
  await checkPackage(bytes)
  const sheets = await parseApart(bytes, mostMs)
  if (sheets.length === 0) throw workbookUnreadable({ zh: '没有工作表', en: 'it has no sheet' })
  if (sheets.some(({ rows }) => rows.length > MOST_ROWS)) throw workbookTooLarge({ zh: '每张表的行数', en: 'rows of a sheet' }, MOST_ROWS)
  return sheets
}

async function parseApart(bytes: Buffer, mostMs: number): Promise<RawSheet[]> {
  const worker = new Worker(new URL('./workbook-worker.ts', import.meta.url), { workerData: new Uint8Array(bytes), resourceLimits: LIMITS })
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise<RawSheet[]>((resolve, reject) => {
      timer = setTimeout(() => reject(tooSlow(mostMs)), mostMs)
      worker.once('message', resolve)
      worker.once('error', (error) => reject(explain(error)))
      worker.once('exit', () => reject(explain(undefined)))
    })
  } finally {
    clearTimeout(timer)
    void worker.terminate()
  }
}

function explain(error: unknown): Error {
  const outOfMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
  if (outOfMemory)
    return workbookTooLarge({ zh: '解析所需内存（MB）', en: 'megabytes of memory to read it' }, LIMITS.maxOldGenerationSizeMb)
  return workbookUnreadable({ zh: '内容不是有效的 Excel 工作簿', en: 'its content is not a valid Excel workbook' })
}

function tooSlow(mostMs: number): Error {
  return workbookTooLarge({ zh: '解析所需时间（毫秒）', en: 'milliseconds to read it' }, mostMs)
}
