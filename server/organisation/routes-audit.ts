import { AuditActions, AuditFilter, AuditPage, AuditQuery } from '#organisation/contract-audit.ts'
import { listAuditActions } from '#organisation/queries-audit-log.ts'
import { exportAudit, listAuditPage, reachOf } from '#organisation/view-audit.ts'
import { CSV_TYPE, csvHeaders } from '#platform/csv-text.ts'
import { type AnyRoute, rawRoute, route } from '#platform/route.ts'

const get = { method: 'GET', permission: 'audit.read', tag: 'audit' } as const

/** The log of every administrative action. */
export const auditRoutes: readonly AnyRoute[] = [
  route({
    ...get,
    path: '/api/audit',
    summary: {
      zh: '辖区内的审计日志：按人、操作、对象、时间，新的在前',
      en: 'The audit log by person, action, subject and time, newest first',
    },
    query: AuditQuery,
    answer: AuditPage,
    handle: ({ tx, actor, query }) => listAuditPage(tx, actor, query),
  }),
  route({
    ...get,
    path: '/api/audit/actions',
    summary: { zh: '日志中出现过的操作', en: 'The actions the log knows' },
    answer: AuditActions,
    handle: async ({ tx, actor }) => ({ items: await listAuditActions(tx, actor.cityId, reachOf(actor)) }),
  }),
  rawRoute({
    ...get,
    path: '/api/audit/export',
    limit: 'export',
    summary: { zh: '审计日志导出为 CSV（最多 20000 条）', en: 'The audit log as CSV (20,000 entries at most)' },
    query: AuditFilter,
    answerType: CSV_TYPE,
    handle: async ({ tx, actor, query }) => ({ body: await exportAudit(tx, actor, query), headers: csvHeaders('audit.csv') }),
  }),
]
