import { z } from 'zod'
import { actOnCase } from '#cases/actions.ts'
import {
  CaseFilter,
  CasePage,
  CaseParams,
  INPUTS,
  PERSON_ACTIONS,
  type PersonAction,
  ReceiptAnswer,
  ReportInput,
  SelfHandleInput,
  SubmissionFields,
} from '#cases/contract.ts'
import {
  BoxCountsAnswer, CaseAnswer, CaseListAnswer, ContactAnswer, CountAnswer, DuplicateQuery, DuplicatesAnswer, InspectorsAnswer, InspectorsQuery, PrecedentsAnswer, PrecedentsQuery, ProposalAnswer, VerifyAnswer,
} from '#cases/contract-answers.ts' // biome-ignore format: one import
import { findDuplicates } from '#cases/find-duplicates.ts'
import { ruleOf } from '#cases/lifecycle.ts'
import { countBoxes, countFiltered, listPage } from '#cases/list-page.ts'
import { proposeUnit } from '#cases/propose-unit.ts'
import { reportCase, selfHandleCase } from '#cases/report-case.ts'
import { deskRoutes } from '#cases/routes-desk.ts'
import { verifyHistory } from '#cases/verify-history.ts'
import { seenCase, viewCase } from '#cases/view-case.ts'
import { viewContact } from '#cases/view-contact.ts'
import { viewPrecedents } from '#cases/view-precedents.ts'
import { readCityToday } from '#organisation/city-today.ts'
import { listInspectorsFor } from '#organisation/queries-inspectors.ts'
import { type AnyRoute, route } from '#platform/route.ts'

const tag = 'cases'

const intake: readonly AnyRoute[] = [
  route({
    method: 'POST', path: '/api/cases', permission: 'case.report', tag, status: 201,
    summary: { zh: '上报案卷', en: 'Report a case' }, body: ReportInput, answer: ReceiptAnswer,
    handle: ({ tx, actor, body }) => reportCase(tx, actor, body),
  }),
  route({
    method: 'POST', path: '/api/cases/self-handled', permission: 'case.self-handle', tag, status: 201,
    summary: { zh: '自处置：当场解决并结案', en: 'Self-handle: fixed on the spot and closed' }, body: SelfHandleInput, answer: ReceiptAnswer,
    handle: ({ tx, actor, body }) => selfHandleCase(tx, actor, body),
  }),
  route({
    method: 'GET', path: '/api/cases/duplicates', permission: 'case.report', tag,
    summary: { zh: '疑似重复案卷，附理由', en: 'Cases that may be the same problem, with the reasons' }, query: DuplicateQuery, answer: DuplicatesAnswer,
    handle: async ({ tx, actor, query }) => ({ hints: await findDuplicates(tx, actor, query) }),
  }),
] // biome-ignore format: one row a line

const reading: readonly AnyRoute[] = [
  route({
    method: 'GET', path: '/api/cases', permission: 'case.read-own', tag,
    summary: { zh: '案卷列表（收件箱、超期、我的、筛选、检索）', en: 'Cases: inbox, overdue, mine, filters, search' }, query: CasePage, answer: CaseListAnswer,
    handle: ({ tx, actor, query }) => listPage(tx, actor, query),
  }),
  route({
    method: 'GET', path: '/api/cases/count', permission: 'case.read-own', tag,
    summary: { zh: '符合筛选的案卷数（真实数量）', en: 'How many cases a filter finds (a true count)' }, query: CaseFilter, answer: CountAnswer,
    handle: async ({ tx, actor, query }) => ({ total: await countFiltered(tx, actor, query) }),
  }),
  route({
    method: 'GET', path: '/api/cases/boxes', permission: 'case.read-own', tag,
    summary: { zh: '各箱案卷数', en: 'How many cases each box holds' }, answer: BoxCountsAnswer,
    handle: ({ tx, actor }) => countBoxes(tx, actor),
  }),
  route({
    method: 'GET', path: '/api/cases/:id', permission: 'case.read-own', tag,
    summary: { zh: '案卷详情、时限与经过', en: 'One case with its clocks and history' }, params: CaseParams, answer: CaseAnswer,
    handle: ({ tx, actor, params }) => viewCase(tx, actor, params.id),
  }),
  route({
    method: 'GET', path: '/api/cases/:id/proposal', permission: 'case.dispatch', tag,
    summary: { zh: '建议派遣单位及理由', en: 'The proposed unit and why' }, params: CaseParams, answer: ProposalAnswer,
    handle: async ({ tx, actor, params }) => {
      const row = await seenCase(tx, actor, params.id)
      const { steps, ...unit } = await proposeUnit(tx, row, (await readCityToday(tx, actor)).today)
      return { ...unit, steps: [...steps] }
    },
  }),
  route({
    method: 'GET', path: '/api/cases/:id/inspectors', permission: 'case.accept', tag,
    summary: { zh: '可指派的监督员', en: 'Inspectors who could be named' }, params: CaseParams, query: InspectorsQuery, answer: InspectorsAnswer,
    handle: async ({ tx, actor, params, query }) => {
      const row = await seenCase(tx, actor, params.id)
      return { inspectors: await listInspectorsFor(tx, actor.cityId, row.placeCode, (await readCityToday(tx, actor)).today, 20, query.login) }
    },
  }),
  route({
    method: 'GET', path: '/api/cases/:id/precedents', permission: 'case.rule', tag,
    summary: { zh: '同类裁定先例（回退、延期、挂账）', en: 'Earlier rulings on requests of the same kind and type' }, params: CaseParams, query: PrecedentsQuery, answer: PrecedentsAnswer,
    handle: ({ tx, actor, params, query }) => viewPrecedents(tx, actor, { ...params, ...query }),
  }),
  route({
    method: 'GET', path: '/api/cases/:id/contact', permission: 'case.read-contact', tag,
    summary: { zh: '查看上报人（留有查看记录）', en: 'Who reported it; every look is recorded' }, params: CaseParams, answer: ContactAnswer,
    handle: ({ tx, actor, params }) => viewContact(tx, actor, params.id),
  }),
  route({
    method: 'GET', path: '/api/cases/:id/verification', permission: 'case.read-own', tag,
    summary: { zh: '校验案卷经过的完整性', en: 'Verify the history of one case' }, params: CaseParams, answer: VerifyAnswer,
    handle: async ({ tx, actor, params }) => {
      const row = await seenCase(tx, actor, params.id)
      const { broken, ...counts } = await verifyHistory(tx, { cityId: actor.cityId, caseId: row.id })
      return { ...counts, broken: [...broken] }
    },
  }),
] // biome-ignore format: one row a line

/** One route an action, made from the lifecycle's own table, so that none can be forgotten. */
const actionRoute = (action: PersonAction): AnyRoute =>
  route({
    method: 'POST', path: `/api/cases/:id/${action}`, permission: ruleOf(action).permission, tag,
    summary: { zh: ruleOf(action).zh, en: ruleOf(action).en }, params: CaseParams,
    body: z.intersection(INPUTS[action], SubmissionFields), answer: ReceiptAnswer,
    handle: ({ tx, actor, params, body }) => actOnCase(tx, actor, action, { ...body, caseId: params.id } as never),
  }) // biome-ignore format: one row a line

export const casesRoutes: readonly AnyRoute[] = [...intake, ...reading, ...deskRoutes, ...PERSON_ACTIONS.map(actionRoute)]
