import { exportPeople } from '#organisation/export-people.ts'
import { importPeople } from '#organisation/import-people.ts'
import { FileImportAnswer, FileImportForm } from '#platform/contract-file-import.ts'
import { CSV_TYPE, csvHeaders } from '#platform/csv-text.ts'
import { type AnyRoute, rawRoute, uploadRoute } from '#platform/route.ts'
import { takeFile } from '#platform/take-file.ts'

const tag = 'organisation'
const MOST_BYTES = 2_000_000

/** People and posts in and out by file. */
export const peopleFileRoutes: readonly AnyRoute[] = [
  rawRoute({
    method: 'GET',
    path: '/api/people/export',
    limit: 'export',
    permission: 'people.read',
    tag,
    summary: { zh: '辖区内人员与岗位导出为 CSV', en: "People and posts of one's area as CSV" },
    answerType: CSV_TYPE,
    handle: async ({ tx, actor }) => ({ body: await exportPeople(tx, actor), headers: csvHeaders('people.csv') }),
  }),
  uploadRoute({
    method: 'POST',
    path: '/api/people/import',
    permission: 'people.edit',
    tag,
    transaction: 'own',
    uploadLimit: MOST_BYTES,
    summary: { zh: '从 CSV 导入人员与岗位；默认只检查', en: 'Import people and posts from CSV; only checks unless told otherwise' },
    body: FileImportForm,
    answer: FileImportAnswer,
    handle: async ({ tx, actor, body, upload }) =>
      FileImportAnswer.parse(await takeFile(tx, actor, { action: 'person.import', body, bytes: upload.bytes }, importPeople)),
  }),
]
