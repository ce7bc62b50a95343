import { fileLength, migrationHeads, oneClock, readmes } from './rules-house.ts'
import { contracts, cycles, direction, importForm, knownCapability, names, pureFilesExist, purity } from './rules-imports.ts'
import { cityNamed, noNow, oneTransaction, ownTables, sqlInQueries } from './rules-sql.ts'
import type { Rule } from './tree.ts'

/** Every rule of the house that can be read from the sources, by its name. */
export const RULES: Readonly<Record<string, Rule>> = {
  'known-capability': knownCapability,
  direction,
  'import-form': importForm,
  cycles,
  names,
  purity,
  'pure-files-exist': pureFilesExist,
  contracts,
  'sql-in-queries': sqlInQueries,
  'own-tables': ownTables,
  'one-transaction': oneTransaction,
  'no-now': noNow,
  'city-named': cityNamed,
  'one-clock': oneClock,
  'file-length': fileLength,
  readmes,
  'migration-heads': migrationHeads,
}
