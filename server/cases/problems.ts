import type { CaseState, PhotoPurpose } from '#cases/case-state.ts'
import { type ActionName, ruleOf, STAGE_NAMES } from '#cases/lifecycle.ts'
import { PHOTO_PURPOSE_WORDS } from '#cases/photo-words.ts'
import type { Refusal } from '#cases/refusal.ts'
import { REFUSAL_TEXTS } from '#cases/refusal-texts.ts'
import { type Bilingual, Problem } from '#platform/problem.ts'

/** What the state of the case rules out, whoever asks, is a conflict; the rest is forbidden to the one who asks. */
const CONFLICTS: readonly Refusal[] = [
  'wrong_stage',
  'request_waiting',
  'no_request_waiting',
  'listed_already',
  'not_listed',
  'parts_open',
  'rated_already',
]

/** One problem a field can have, naming the field and the rule. */
const field = (code: string, name: string, text: Bilingual, details: Record<string, unknown> = {}): Problem =>
  new Problem(`case.${code}`, 422, text, { field: name, ...details })

export const caseProblems = {
  notFound: (id: string) =>
    new Problem('case.not_found', 404, { zh: '没有这个案卷，或无权查看', en: 'There is no such case, or you may not see it' }, { id }),
  refused: (action: ActionName, refusal: Refusal, row: CaseState) =>
    new Problem(
      `case.${refusal}`,
      CONFLICTS.includes(refusal) ? 409 : 403,
      {
        zh: `不能${ruleOf(action).zh}：${REFUSAL_TEXTS[refusal].zh}（案卷${STAGE_NAMES[row.stage].zh}）`,
        en: `Cannot ${ruleOf(action).en.toLowerCase()}: ${REFUSAL_TEXTS[refusal].en} (the case is ${STAGE_NAMES[row.stage].en})`,
      },
      { action, stage: row.stage, allowed: ruleOf(action).from, version: row.version },
    ),
  /** The two sides of a conflict: what the caller saw, and what the case is now with everything that happened in between. */
  stale: (seen: number, now: Record<string, unknown>, since: readonly Record<string, unknown>[]) =>
    new Problem(
      'case.stale',
      409,
      { zh: '案卷已被他人更新，请查看最新情况后再操作', en: 'Somebody else has moved the case; look at what changed and decide again' },
      { yours: { version: seen }, theirs: now, since },
    ),
  reused: (requestId: string) =>
    new Problem(
      'request.reused',
      409,
      { zh: '此请求编号已用于另一次提交', en: 'This request id was already used for another submission' },
      { field: 'requestId', requestId },
    ),
  outsideCity: (lon: number, lat: number) =>
    field('outside_city', 'lon,lat', { zh: '位置不在本市范围内', en: 'The place lies outside the city' }, { lon, lat }),
  unknownType: (code: string) =>
    field(
      'unknown_type',
      'typeCode',
      { zh: `类型 ${code} 不在现行立案标准中`, en: `Type ${code} is not in the catalogue in force` },
      { typeCode: code },
    ),
  unknownCondition: (code: string, number: number) =>
    field('unknown_condition', 'conditionNumber', {
      zh: `类型 ${code} 没有第 ${number} 条立案条件`,
      en: `Type ${code} has no filing condition ${number}`,
    }),
  halfStandard: (missing: 'typeCode' | 'conditionNumber') =>
    field('half_standard', missing, {
      zh: '类型（typeCode）与立案条件（conditionNumber）须一并给出，或都不给',
      en: 'A type (typeCode) and a filing condition (conditionNumber) go together, or neither is given',
    }),
  noCatalogue: () => new Problem('case.no_catalogue', 422, { zh: '本市没有现行的立案标准', en: 'The city has no catalogue in force' }),
  needsType: () =>
    field('needs_type', 'typeCode', { zh: '立案前须确定类型和立案条件', en: 'A type and a filing condition must be chosen first' }),
  unknownUnit: (name = 'unitId') =>
    field('unknown_unit', name, { zh: '没有这个单位，或该单位已撤销', en: 'There is no such unit, or it has been dissolved' }),
  unitOutside: () =>
    field('unit_outside', 'unitId', { zh: '该单位不在派遣范围内：不管辖案卷所在地', en: 'The unit does not serve the place of the case' }),
  unitAbove: () =>
    field('unit_above', 'unitId', {
      zh: '不能向上级单位派遣，请用“向上请办”',
      en: 'A case is not dispatched to a level above: request it up',
    }),
  closerIsHandler: () =>
    field('unit_is_centre', 'unitId', {
      zh: '结案中心不能同时是处置单位',
      en: 'The centre that closes the case cannot be the unit that handles it',
    }),
  contactWithheld: () =>
    new Problem('case.contact_withheld', 403, {
      zh: '处置单位的人员不得查看上报人',
      en: 'Nobody of a handling unit may see who reported the case',
    }),
  dueInPast: () =>
    field('due_in_past', 'dueAt', { zh: '要求回复的时间不能早于现在', en: 'The time an answer is due cannot lie in the past' }),
  unknownComponent: (code: string) =>
    field('unknown_component', 'componentCode', { zh: `部件库中没有 ${code}`, en: `There is no component ${code}` }),
  unknownShopfront: (code: string) =>
    field('unknown_shopfront', 'shopfrontCode', { zh: `门店库中没有 ${code}`, en: `There is no shopfront ${code}` }),
  unknownPost: () => field('unknown_post', 'ownerPostId', { zh: '没有这个岗位', en: 'There is no such post' }),
  unknownInspector: () =>
    field('unknown_inspector', 'inspectorId', {
      zh: '没有这位监督员，或其岗位不管辖此地',
      en: 'There is no such inspector with a post for this place',
    }),
  inspectorOfUnit: () =>
    field('inspector_of_unit', 'inspectorId', {
      zh: '核查人不得属于处置单位，也不得是处置人',
      en: 'The checker must be neither of a handling unit nor a handler',
    }),
  inspectorReported: () =>
    field('inspector_reported', 'inspectorId', { zh: '上报人不得核实自己的上报', en: 'Nobody verifies their own report' }),
  needsPhoto: (name: string, purpose: PhotoPurpose) =>
    field('needs_photo', name, {
      zh: `须附照片：${PHOTO_PURPOSE_WORDS[purpose].zh}`,
      en: `A photo is required: ${PHOTO_PURPOSE_WORDS[purpose].en}`,
    }),
  unknownPhoto: (id: string) =>
    field(
      'unknown_photo',
      'photos',
      { zh: '照片不存在或不属于本人上传', en: 'The photo does not exist or was not uploaded by you' },
      { id },
    ),
  noParts: () =>
    field('no_parts', 'parts', {
      zh: '协办单位须不同于主办单位且不重复',
      en: 'Assisting units must differ from the lead and from each other',
    }),
  overdue: () => new Problem('case.overdue', 409, { zh: '已超期，不能申请延期', en: 'An overdue case is not extended' }),
  tooMany: (what: Bilingual, most: number) =>
    new Problem('case.too_many', 409, { zh: `${what.zh}次数已达上限（${most} 次）`, en: `${what.en}: at most ${most} times` }, { most }),
  longRuling: () =>
    new Problem('case.needs_rank', 403, { zh: '此延期须由更高一级负责人审批', en: 'An extension this long is ruled on by a higher rank' }),
  untilRange: (days: number) =>
    field(
      'bad_until',
      'until',
      { zh: `截止日期须在今后 ${days} 天之内`, en: `The end date must lie within the next ${days} days` },
      { days },
    ),
  noLevel: (up: boolean) =>
    new Problem(
      'case.no_level',
      409,
      up
        ? { zh: '已是市级，不能再向上请办', en: 'There is no level above the city' }
        : { zh: '已是最低层级，不能再向下派遣', en: 'There is no level below' },
    ),
  badPrimary: () =>
    field('bad_primary', 'primaryCaseId', {
      zh: '主案卷须是本市另一件未并案的案卷',
      en: 'The primary must be another case of the city that is not itself merged',
    }),
  windowOver: (days: number) =>
    new Problem(
      'case.window_over',
      409,
      { zh: `已超过 ${days} 天的重新立案期限`, en: `The window of ${days} days for reopening is over` },
      { days },
    ),
  shortQuery: () =>
    field('short_query', 'text', { zh: '检索词须含汉字、字母或数字', en: 'The search needs letters, characters or digits' }),
  badCursor: () =>
    field('bad_cursor', 'after', { zh: '分页标记无效，请从第一页开始', en: 'The page marker is not valid; start from the first page' }),
}
