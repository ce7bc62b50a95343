import { acceptCase } from '#cases/accept-case.ts'
import type { Submission } from '#cases/act-on-case.ts'
import { checkCase, closeCase, sendCheck } from '#cases/check-case.ts'
import type { InputOf, PersonAction } from '#cases/contract.ts'
import { dispatchCase, redispatchCase } from '#cases/dispatch-case.ts'
import { mergeCase, rateCase, reopenCase } from '#cases/end-case.ts'
import { decideExtension, requestExtension } from '#cases/extend-case.ts'
import { declineCase, fileCase, voidCase } from '#cases/file-case.ts'
import { coHandle, finishPart, receiveCase, reportBack } from '#cases/handle-case.ts'
import { recallCase } from '#cases/recall-case.ts'
import type { Receipt } from '#cases/receipt.ts'
import { referDown, requestUp } from '#cases/refer-case.ts'
import { decideReturn, requestReturn } from '#cases/return-case.ts'
import { putOnList, replyUrge, takeOffList, urgeCase } from '#cases/supervise-case.ts'
import { decideSuspension, requestSuspension, resumeCase } from '#cases/suspend-case.ts'
import { sendVerify, verifyCase } from '#cases/verify-case.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'

/** Every action a person takes on an existing case → its use case. One line here, one in lifecycle.ts, one input in contract.ts: that is a new action. */
export const PERSON_USE_CASES: {
  readonly [A in PersonAction]: (tx: Db, actor: Actor, input: InputOf<A> & Submission) => Promise<Receipt>
} = {
  accept: acceptCase,
  'send-verify': sendVerify,
  verify: verifyCase,
  decline: declineCase,
  file: fileCase,
  dispatch: dispatchCase,
  recall: recallCase,
  'refer-down': referDown,
  'request-up': requestUp,
  receive: receiveCase,
  'request-return': requestReturn,
  'decide-return': decideReturn,
  redispatch: redispatchCase,
  'co-handle': coHandle,
  'finish-part': finishPart,
  'report-back': reportBack,
  'send-check': sendCheck,
  check: checkCase,
  close: closeCase,
  'request-extension': requestExtension,
  'decide-extension': decideExtension,
  'request-suspension': requestSuspension,
  'decide-suspension': decideSuspension,
  resume: resumeCase,
  urge: urgeCase,
  'reply-urge': replyUrge,
  'put-on-list': putOnList,
  'take-off-list': takeOffList,
  merge: mergeCase,
  void: voidCase,
  reopen: reopenCase,
  rate: rateCase,
}

/** Does one action by its name, its input already validated by the contract. */
export const actOnCase = <A extends PersonAction>(tx: Db, actor: Actor, action: A, input: InputOf<A> & Submission): Promise<Receipt> =>
  PERSON_USE_CASES[action](tx, actor, input)
