import type { Stage } from '#cases/lifecycle.ts'
import type { Bilingual } from '#platform/problem.ts'

/** Where a case stands, in the words of somebody who has never seen the inside of an office. */
export const PLAIN_STAGES: Readonly<Record<Stage, Bilingual>> = {
  reported: { zh: '已收到，等待受理', en: 'Received; somebody will look at it' },
  verifying: { zh: '正在派人现场核实', en: 'Somebody is going to look at it on site' },
  accepted: { zh: '已受理，等待立案', en: 'Accepted; about to be filed' },
  filed: { zh: '已立案，正在安排单位', en: 'Filed; the right unit is being found' },
  dispatched: { zh: '已交给责任单位', en: 'Handed to the unit in charge' },
  handling: { zh: '正在处理', en: 'Being worked on' },
  suspended: { zh: '暂时搁置，到期继续处理', en: 'On hold for now; it will go on' },
  handled: { zh: '单位说已处理，等待核查', en: 'The unit says it is done; waiting for a check' },
  checking: { zh: '正在派人现场核查', en: 'Being checked on site' },
  checked: { zh: '核查通过，等待结案', en: 'The check was passed; about to be closed' },
  closed: { zh: '已结案', en: 'Closed' },
  declined: { zh: '没有立案', en: 'Not taken up' },
  voided: { zh: '已作废', en: 'Cancelled' },
  merged: { zh: '与同一问题的另一件合并处理', en: 'Handled together with another report of the same problem' },
}

/**
 * What the public map shows: cases a centre has accepted, and those closed. What nobody has looked at yet is not shown, for it may be untrue, and
 * neither is what was declined, cancelled or merged.
 */
export const PUBLIC_STAGES: readonly Stage[] = [
  'accepted',
  'filed',
  'dispatched',
  'handling',
  'suspended',
  'handled',
  'checking',
  'checked',
  'closed',
]

export const STATES = ['waiting', 'working', 'done'] as const
/** A case in one of three words. */
export type State = (typeof STATES)[number]

const WAITING: readonly Stage[] = ['reported', 'verifying', 'accepted', 'filed']
export const stateOf = (stage: Stage): State => {
  if (stage === 'closed' || stage === 'declined' || stage === 'voided' || stage === 'merged') return 'done'
  return WAITING.includes(stage) ? 'waiting' : 'working'
}
