import type { OutboxItem, TaskRecord } from './records.ts'

type Waits = TaskRecord['waits']
/** Where the steps lead that are in the outbox and have not arrived; null: off this person's list. */
const LEADS: Readonly<Record<string, Waits | null>> = {
  verify: null,
  check: null,
  receive: 'report-back',
  'report-back': null,
  'finish-part': null,
}

export interface ExpectedTask {
  readonly task: TaskRecord
  /** What is to be done next as far as this phone knows; null when its part is done but for the sending. */
  readonly waits: Waits | null
  /** A return was asked for and nobody has ruled. */
  readonly returning: boolean
  /** Steps in the outbox, in order. */
  readonly pending: readonly OutboxItem[]
}

/** A task as it will stand when the outbox has arrived, so that a whole handling can be done without a line. */
export function expectedTask(task: TaskRecord, items: readonly OutboxItem[]): ExpectedTask {
  const own = items.filter(({ stream }) => stream === task.id)
  const pending = own.filter(({ state }) => state !== 'sent')
  // What has arrived counts until the list has been told of it.
  const ahead = own.filter(({ state, receipt }) => state !== 'sent' || (receipt?.version ?? 0) > task.version)
  let [waits, returning]: [Waits | null, boolean] = [task.waits, task.pending === 'return']
  for (const { cargo, state } of ahead) {
    if (cargo.kind !== 'action' || state === 'refused' || state === 'conflict') continue
    if (cargo.action === 'request-return') returning = true
    else if (cargo.action in LEADS) waits = LEADS[cargo.action] ?? null
  }
  return { task, waits, returning, pending }
}
