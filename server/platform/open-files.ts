import type { FilesConfig } from '#platform/config.ts'
import { folderStore } from '#platform/file-folder.ts'
import { s3Store } from '#platform/file-s3.ts'
import type { FileStore } from '#platform/files.ts'

/** The store the configuration names. Nothing is touched or connected yet. */
export const openFileStore = (config: FilesConfig): FileStore => (config.kind === 'folder' ? folderStore(config.path) : s3Store(config))
