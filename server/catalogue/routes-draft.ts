import { type AnyRoute, route } from '#platform/route.ts'
import { changeCondition, changeRule, changeType, removeCondition, removeRule, removeType } from './change-draft.ts'
import {
  ConditionFields,
  ConditionInput,
  Done,
  DraftConditionParams,
  DraftRuleParams,
  DraftTypeParams,
  RemovalInput,
  RuleFields,
  RuleInput,
  TypeFields,
  TypeInput,
} from './contract.ts'

const shared = { permission: 'catalogue.edit', tag: 'catalogue' } as const
const TYPE = '/api/catalogue/versions/:versionId/types/:code'
const CONDITION = `${TYPE}/conditions/:number`
const RULE = '/api/catalogue/versions/:versionId/rules/:number'

/** Changes of single entries of a draft. */
export const draftRoutes: readonly AnyRoute[] = [
  route({
    ...shared,
    method: 'PUT',
    path: TYPE,
    audit: 'catalogue.change-type',
    summary: { zh: '在草案中新增或修改问题类型', en: 'Add or change a problem type of a draft' },
    params: DraftTypeParams,
    body: TypeInput,
    answer: TypeFields,
    handle: ({ tx, actor, params: { versionId, code }, body: { requestId: _requestId, ...fields } }) =>
      changeType(tx, actor, { versionId, type: { code, ...fields } }),
  }),
  route({
    ...shared,
    method: 'DELETE',
    path: TYPE,
    audit: 'catalogue.remove-type',
    summary: { zh: '从草案中删除问题类型', en: 'Remove a problem type from a draft' },
    params: DraftTypeParams,
    body: RemovalInput,
    answer: Done,
    handle: async ({ tx, actor, params }) => {
      await removeType(tx, actor, params)
      return { done: true as const }
    },
  }),
  route({
    ...shared,
    method: 'PUT',
    path: CONDITION,
    audit: 'catalogue.change-condition',
    summary: { zh: '在草案中新增或修改立案条件', en: 'Add or change a filing condition of a draft' },
    params: DraftConditionParams,
    body: ConditionInput,
    answer: ConditionFields,
    handle: ({ tx, actor, params: { versionId, code, number }, body: { requestId: _requestId, ...fields } }) =>
      changeCondition(tx, actor, { versionId, condition: { typeCode: code, number, ...fields } }),
  }),
  route({
    ...shared,
    method: 'DELETE',
    path: CONDITION,
    audit: 'catalogue.remove-condition',
    summary: { zh: '从草案中删除立案条件', en: 'Remove a filing condition from a draft' },
    params: DraftConditionParams,
    body: RemovalInput,
    answer: Done,
    handle: async ({ tx, actor, params: { versionId, code, number } }) => {
      await removeCondition(tx, actor, { versionId, typeCode: code, number })
      return { done: true as const }
    },
  }),
  route({
    ...shared,
    method: 'PUT',
    path: RULE,
    audit: 'catalogue.change-rule',
    summary: { zh: '在草案中新增或修改责任规则', en: 'Add or change a responsibility rule of a draft' },
    params: DraftRuleParams,
    body: RuleInput,
    answer: RuleFields,
    handle: ({ tx, actor, params: { versionId, number }, body: { requestId: _requestId, ...fields } }) =>
      changeRule(tx, actor, { versionId, rule: { number, ...fields } }),
  }),
  route({
    ...shared,
    method: 'DELETE',
    path: RULE,
    audit: 'catalogue.remove-rule',
    summary: { zh: '从草案中删除责任规则', en: 'Remove a responsibility rule from a draft' },
    params: DraftRuleParams,
    body: RemovalInput,
    answer: Done,
    handle: async ({ tx, actor, params }) => {
      await removeRule(tx, actor, params)
      return { done: true as const }
    },
  }),
]
