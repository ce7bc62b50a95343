import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { readDuties } from './catalogue-seed.ts'
import { lockDraft } from './change-draft.ts'
import { knownDuties } from './known-duties.ts'
import type { Fault } from './parse-sheet.ts'
import { parseWorkbook } from './parse-workbook.ts'
import { loadContent, setContent } from './queries-content.ts'
import type { RawSheet } from './read-workbook.ts'
import { compareContents, type PartDifference } from './version-difference.ts'

export interface ImportInput {
  readonly versionId: string
  /** The workbook as `readWorkbook` gave it, outside of any transaction. */
  readonly sheets: readonly RawSheet[]
  /** Only report; write nothing even when there is no fault. */
  readonly dryRun: boolean
}

export interface PartChanges {
  readonly added: number
  readonly removed: number
  readonly changed: number
}

export interface ImportReport {
  readonly imported: boolean
  readonly faults: Fault[]
  readonly rows: { readonly types: number; readonly conditions: number; readonly rules: number }
  /** What it changes, or would change, in the draft. */
  readonly changes: { readonly types: PartChanges; readonly conditions: PartChanges; readonly rules: PartChanges }
}

/**
 * Replaces the whole content of a draft by a workbook's. With a single fault anywhere nothing is written, and every fault is reported.
 * `catalogue.unknown_version`, `catalogue.not_a_draft`.
 */
export async function importWorkbook(tx: Db, actor: Actor, input: ImportInput): Promise<ImportReport> {
  const draft = await lockDraft(tx, actor.cityId, input.versionId)
  const { content, faults } = parseWorkbook(input.sheets, readDuties(), await knownDuties(tx, actor.cityId))
  const imported = faults.length === 0 && !input.dryRun
  const difference = compareContents(await loadContent(tx, actor.cityId, draft.id), content)
  if (imported) await setContent(tx, actor.cityId, draft.id, content)
  const rows = { types: content.types.length, conditions: content.conditions.length, rules: content.rules.length }
  const changes = { types: count(difference.types), conditions: count(difference.conditions), rules: count(difference.rules) }
  return { imported, faults, rows, changes }
}

function count({ added, removed, changed }: PartDifference<unknown>): PartChanges {
  return { added: added.length, removed: removed.length, changed: changed.length }
}
