import type { Refusal } from '#cases/refusal.ts'
import type { Bilingual } from '#platform/problem.ts'

/** Why one may not, in words: the only place. The server puts them into its problems, the web beside a button that cannot be pressed. */
export const REFUSAL_TEXTS: Readonly<Record<Refusal, Bilingual>> = {
  wrong_stage: { zh: '案卷当前阶段不能进行此操作', en: 'the stage of the case does not allow it' },
  no_permission: { zh: '当前岗位没有此项权限', en: 'the active post does not hold the permission' },
  outside_area: { zh: '案卷不在当前岗位的辖区内', en: 'the case lies outside the area of the active post' },
  wrong_level: { zh: '此操作由其他层级的中心负责', en: 'a centre of another level does this' },
  not_of_centre: { zh: '此操作由监督指挥中心的岗位负责', en: 'a post of a centre does this' },
  not_your_unit: { zh: '案卷不由本单位处置', en: 'the case is not with this unit' },
  not_named: { zh: '未指派本人核实或核查', en: 'somebody else was named to look at it' },
  not_reporter: { zh: '只有上报人可以操作', en: 'only the reporter may do this' },
  system_only: { zh: '此操作由系统自动进行', en: 'only the system does this' },
  request_waiting: { zh: '有待裁定的申请，须先裁定', en: 'a request awaits its ruling first' },
  no_request_waiting: { zh: '没有待裁定的此类申请', en: 'no such request awaits a ruling' },
  handler_must_differ: { zh: '处置人不得核查或结案', en: 'whoever handled the case may neither check nor close it' },
  checker_must_differ: { zh: '核查人不得结案', en: 'whoever checked the case may not close it' },
  listed_already: { zh: '已挂牌督办', en: 'the case is already listed' },
  not_listed: { zh: '未挂牌督办', en: 'the case is not listed' },
  listed_above: { zh: '须由不低于挂牌的层级摘牌', en: 'only a level not below the one that listed it may delist it' },
  parts_open: { zh: '协办单位尚未完成', en: 'an assisting unit is not done yet' },
  rated_already: { zh: '本轮已评价', en: 'this round was rated already' },
  handling_unit_must_differ: { zh: '处置单位的人员不得核查或结案', en: 'nobody of a handling unit may check or close the case' },
}
