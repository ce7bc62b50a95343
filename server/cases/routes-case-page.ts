import { CaseParams } from '#cases/contract.ts'
import { NextAnswer, RelatedAnswer } from '#cases/contract-next.ts'
import { viewNext } from '#cases/view-next.ts'
import { viewRelated } from '#cases/view-related.ts'
import { type AnyRoute, route } from '#platform/route.ts'

/** What the page of a case shows beside it. */
export const casePageRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/cases/:id/next',
    permission: 'case.read-own',
    summary: { zh: '下一步：须办什么、何时到期、谁可以办', en: 'What must happen next, by when, and who can do it' },
    tag: 'cases',
    params: CaseParams,
    answer: NextAnswer,
    handle: ({ tx, actor, params }) => viewNext(tx, actor, params.id),
  }),
  route({
    method: 'GET',
    path: '/api/cases/:id/related',
    permission: 'case.read-own',
    summary: {
      zh: '相关案卷：主案卷、并入的、同部件同门店的、附近同类的',
      en: 'Related cases: primary, merged, of the same component or shopfront, of the same type nearby',
    },
    tag: 'cases',
    params: CaseParams,
    answer: RelatedAnswer,
    handle: async ({ tx, actor, params }) => ({ cases: await viewRelated(tx, actor, params.id) }),
  }),
]
