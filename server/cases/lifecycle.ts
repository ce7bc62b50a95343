/** The whole lifecycle of a case as data: stages, actions, who may do what, and which clock runs. Pure: the web enables its buttons from it. */
export const STAGES = [
  'reported',
  'verifying',
  'accepted',
  'filed',
  'dispatched',
  'handling',
  'suspended',
  'handled',
  'checking',
  'checked',
  'closed',
  'declined',
  'voided',
  'merged',
] as const
export type Stage = (typeof STAGES)[number]

/** What each stage waits for, in the field's words. */
export const STAGE_NAMES: Readonly<Record<Stage, { readonly zh: string; readonly en: string }>> = {
  reported: { zh: '待受理', en: 'waiting to be accepted' },
  verifying: { zh: '待核实', en: 'being verified' },
  accepted: { zh: '待立案', en: 'waiting to be filed' },
  filed: { zh: '待派遣', en: 'waiting to be dispatched' },
  dispatched: { zh: '待签收', en: 'waiting to be received' },
  handling: { zh: '处置中', en: 'being handled' },
  suspended: { zh: '挂账', en: 'suspended' },
  handled: { zh: '待核查', en: 'waiting for its check' },
  checking: { zh: '核查中', en: 'being checked' },
  checked: { zh: '待结案', en: 'waiting to be closed' },
  closed: { zh: '已结案', en: 'closed' },
  declined: { zh: '不予立案', en: 'declined' },
  voided: { zh: '已作废', en: 'voided' },
  merged: { zh: '已并案', en: 'merged' },
}

/** What is over: no clock runs on, nothing escalates. */
export const ENDED: readonly Stage[] = ['closed', 'declined', 'voided', 'merged']
export const isOpen = (stage: Stage): boolean => !ENDED.includes(stage)
const OPEN = STAGES.filter(isOpen)

/** In these the handling clock runs, unless a request for return waits for its ruling. */
export const HANDLING_CLOCK_RUNS: readonly Stage[] = ['dispatched', 'handling']

/**
 * Who, besides holding the permission in the area:
 * closing-centre = a post of the centre at the level that took the case in and will close it; loop-centre = of the level whose loop handles it now;
 * unit = of the responsible unit; assisting = of a unit with an open sub-task; inspector = the person named for this verification or check;
 * above = of the case's loop level or any level above it; reporter = whoever reported it; anyone = the permission is enough; system = the clock.
 */
export type Who = 'closing-centre' | 'loop-centre' | 'unit' | 'assisting' | 'inspector' | 'above' | 'reporter' | 'anyone' | 'system'
export const PENDING_KINDS = ['return', 'extension', 'suspension'] as const
export type PendingKind = (typeof PENDING_KINDS)[number]

export interface ActionRule {
  readonly zh: string
  readonly en: string
  readonly from: readonly Stage[]
  /** Every stage it may lead to; 'same' leaves the stage as it is. */
  readonly to: readonly (Stage | 'same')[]
  readonly permission: string
  readonly who: readonly Who[]
  /** Needs exactly this request to be waiting; absent: must have no request waiting unless `whilePending`. */
  readonly rulesOn?: PendingKind
  readonly whilePending?: boolean
}

const rule = (
  zh: string,
  en: string,
  from: readonly Stage[],
  to: readonly (Stage | 'same')[],
  permission: string,
  who: readonly Who[],
  more: Pick<ActionRule, 'rulesOn' | 'whilePending'> = {},
): ActionRule => ({ zh, en, from, to, permission, who, ...more })

const AT_UNIT: readonly Stage[] = ['dispatched', 'handling']
const BEFORE_HANDLING: readonly Stage[] = ['reported', 'verifying', 'accepted', 'filed', 'dispatched']

export const ACTIONS = {
  report: rule('上报', 'Report', [], ['reported', 'accepted'], 'case.report', ['anyone']),
  'self-handle': rule('自处置', 'Self-handle', [], ['closed'], 'case.self-handle', ['anyone']),
  accept: rule('受理', 'Accept', ['reported'], ['accepted'], 'case.accept', ['closing-centre']),
  'send-verify': rule('派核实', 'Send to verify', ['reported'], ['verifying'], 'case.accept', ['closing-centre']),
  verify: rule('核实', 'Verify', ['verifying'], ['accepted', 'declined'], 'case.inspect', ['inspector']),
  decline: rule('不予立案', 'Decline', ['reported', 'accepted'], ['declined'], 'case.file', ['closing-centre']),
  file: rule('立案', 'File', ['accepted'], ['filed'], 'case.file', ['closing-centre']),
  dispatch: rule('派遣', 'Dispatch', ['filed'], ['dispatched'], 'case.dispatch', ['loop-centre']),
  recall: rule('撤回派遣', 'Take back the dispatch', ['dispatched'], ['filed'], 'case.dispatch', ['loop-centre', 'closing-centre']),
  'refer-down': rule('向下派遣', 'Refer down', ['filed', 'dispatched', 'handling'], ['filed'], 'case.dispatch', ['loop-centre']),
  'request-up': rule('向上请办', 'Request up', ['filed', 'dispatched', 'handling'], ['filed'], 'case.request-up', ['loop-centre', 'unit']),
  receive: rule('签收', 'Receive', ['dispatched'], ['handling'], 'case.handle', ['unit']),
  'request-return': rule('申请回退', 'Ask to return', AT_UNIT, ['same'], 'case.handle', ['unit']),
  'decide-return': rule('回退裁定', 'Rule on return', AT_UNIT, ['filed', 'same'], 'case.rule', ['closing-centre'], { rulesOn: 'return' }),
  redispatch: rule('改派', 'Redispatch', AT_UNIT, ['dispatched'], 'case.dispatch', ['loop-centre']),
  'co-handle': rule('协同处置', 'Co-handle', ['handling'], ['same'], 'case.dispatch', ['loop-centre']),
  'finish-part': rule('协办完成', 'Finish a part', ['handling'], ['same'], 'case.handle', ['assisting'], { whilePending: true }),
  'report-back': rule('处置反馈', 'Report back', ['handling'], ['handled'], 'case.handle', ['unit'], { whilePending: true }),
  'send-check': rule('派核查', 'Send to check', ['handled'], ['checking'], 'case.accept', ['closing-centre']),
  check: rule('核查', 'Check', ['checking'], ['checked', 'handling'], 'case.inspect', ['inspector']),
  close: rule('结案', 'Close', ['checked'], ['closed'], 'case.file', ['closing-centre']),
  'request-extension': rule('申请延期', 'Ask for extension', ['handling'], ['same'], 'case.handle', ['unit']),
  'decide-extension': rule('延期审批', 'Rule on extension', ['handling'], ['same'], 'case.rule', ['closing-centre'], {
    rulesOn: 'extension',
  }),
  'request-suspension': rule('申请挂账', 'Ask for suspension', ['handling'], ['same'], 'case.handle', ['unit']),
  'decide-suspension': rule('挂账审批', 'Rule on suspension', ['handling'], ['suspended', 'same'], 'case.rule', ['closing-centre'], {
    rulesOn: 'suspension',
  }),
  resume: rule('恢复处置', 'Resume', ['suspended'], ['handling'], 'case.rule', ['closing-centre', 'system']),
  urge: rule('督办', 'Urge', OPEN, ['same'], 'case.supervise', ['above'], { whilePending: true }),
  'reply-urge': rule('督办回复', 'Reply to urging', AT_UNIT.concat('suspended'), ['same'], 'case.handle', ['unit'], { whilePending: true }),
  'put-on-list': rule('挂牌督办', 'Put on the supervision list', OPEN, ['same'], 'case.list', ['above'], { whilePending: true }),
  'take-off-list': rule('摘牌', 'Take off the supervision list', [...STAGES], ['same'], 'case.list', ['above'], { whilePending: true }),
  escalate: rule('超期升级', 'Escalate', AT_UNIT, ['same'], 'system', ['system'], { whilePending: true }),
  merge: rule('并案', 'Merge', ['reported', 'verifying', 'accepted', 'filed', 'dispatched', 'handling'], ['merged'], 'case.accept', [
    'closing-centre',
  ]),
  void: rule('作废', 'Void', BEFORE_HANDLING, ['voided'], 'case.file', ['closing-centre']),
  reopen: rule('重新立案', 'Reopen', ['closed', 'declined'], ['filed'], 'case.reopen', ['closing-centre', 'reporter']),
  rate: rule('评价', 'Rate', ['closed'], ['same', 'filed'], 'case.rate', ['reporter', 'closing-centre']),
  relocate: rule('区划调整', 'Re-place after a boundary change', OPEN, ['same'], 'system', ['system'], { whilePending: true }),
} as const satisfies Record<string, ActionRule>
export type ActionName = keyof typeof ACTIONS
export const ACTION_NAMES = Object.keys(ACTIONS) as readonly ActionName[]

export const ruleOf = (action: ActionName): ActionRule => ACTIONS[action]

/** Whether `action` may lead from one stage to another; `from` is null for the actions that make a case. */
export function leadsTo(action: ActionName, from: Stage | null, to: Stage): boolean {
  const { from: starts, to: ends } = ruleOf(action)
  const allowed = ends.some((end) => (end === 'same' ? to === from : end === to))
  return allowed && (from === null ? starts.length === 0 : starts.includes(from))
}
