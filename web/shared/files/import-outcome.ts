import type { Bilingual } from '#web/shared/language/language.ts'

/** One cell that cannot be taken. */
export interface ImportFault extends Bilingual {
  readonly sheet?: string
  readonly row: number | null
  readonly column: string | null
  readonly value: string
  readonly rule: string
}

/** What an import answers, tried or done. */
export interface ImportOutcome {
  readonly imported: boolean
  readonly faults: readonly ImportFault[]
}

/** A file with the id of its submission as the routes take it; `dryRun` writes nothing. */
export function importForm(file: File, requestId: string, dryRun: boolean, more: Readonly<Record<string, string>> = {}): FormData {
  const form = new FormData()
  // Fields before the file: the server reads the form as a stream.
  for (const [name, value] of Object.entries({ requestId, dryRun: String(dryRun), ...more })) form.set(name, value)
  form.set('file', file)
  return form
}
