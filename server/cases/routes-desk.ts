import { ExportQuery, UnitLoadAnswer, UnitLoadQuery } from '#cases/contract-desk.ts'
import { exportCases } from '#cases/export-cases.ts'
import { viewUnitLoad } from '#cases/view-unit-load.ts'
import { CSV_TYPE } from '#platform/csv-text.ts'
import { type AnyRoute, rawRoute, route } from '#platform/route.ts'

const tag = 'cases'

/** What a desk needs besides lists: a file to take away, and who is how busy. */
export const deskRoutes: readonly AnyRoute[] = [
  rawRoute({
    method: 'GET',
    path: '/api/cases/export',
    limit: 'export',
    permission: 'case.read-own',
    tag,
    transaction: 'own',
    summary: {
      zh: '导出符合筛选的案卷（CSV 或 Excel，留有审计记录）',
      en: 'The cases a filter finds as CSV, or with format=xlsx as a workbook; recorded in the audit log',
    },
    query: ExportQuery,
    answerType: CSV_TYPE,
    handle: ({ tx, actor, query, exchange }) => exportCases(tx, actor, exchange.locale, query),
  }),
  route({
    method: 'GET',
    path: '/api/cases/unit-load',
    permission: 'case.read',
    tag,
    summary: {
      zh: '各单位在办、超期案卷数（派遣、督导参考）',
      en: 'Open and overdue cases of each unit, for whoever dispatches or supervises',
    },
    query: UnitLoadQuery,
    answer: UnitLoadAnswer,
    handle: ({ tx, actor, query }) => viewUnitLoad(tx, actor, query),
  }),
]
