import type { ActionName } from '#cases/lifecycle.ts'
import { type Bilingual, defineWords } from '#web/shared/language/language.ts'

/** What each action means to somebody who has not done it before. */
export const ACTION_HELP: Readonly<Record<ActionName, Bilingual>> = {
  report: defineWords('把发现的问题登记成一件案卷。', 'Put a problem somebody found on record as a case.'),
  'self-handle': defineWords(
    '当场解决并结案，须有前后照片，之后会被抽查。',
    'Fixed on the spot and closed, with photos before and after; it may be spot-checked later.',
  ),
  accept: defineWords('确认是哪一类问题、符合哪一条立案条件。', 'Confirm which type of problem it is and which filing condition it meets.'),
  'send-verify': defineWords('立案前派监督员到现场看是否属实。', 'Before filing, send an inspector to see whether it is real.'),
  verify: defineWords('监督员到现场后回报是否属实。', 'The inspector on site says whether it is real.'),
  decline: defineWords('不符合立案条件，写明理由后结束。', 'It meets no filing condition; it ends here, with the reason.'),
  file: defineWords('按标准立案，从此这件事必须有人办。', 'Take it up under the standard: from now on somebody must handle it.'),
  dispatch: defineWords(
    '交给责任单位，处置时限从这一刻起算。',
    'Hand it to the responsible unit; the handling limit starts at this moment.',
  ),
  recall: defineWords('派错了且对方还没签收时，撤回重派。', 'Dispatched by mistake and not yet received: take it back and dispatch anew.'),
  'refer-down': defineWords('交给下一级的闭环办理。', 'Hand it to the loop of the level below.'),
  'request-up': defineWords('本级办不了，请上一级的闭环办理。', 'This level cannot handle it; ask the level above to take over.'),
  receive: defineWords('责任单位签收，开始处置。', 'The responsible unit takes it and begins.'),
  'request-return': defineWords(
    '单位认为不归自己管，写明理由申请退回；裁定前停表。',
    'The unit says it is not theirs and why; the clock stands until the ruling.',
  ),
  'decide-return': defineWords('值班长裁定退不退，裁定会成为先例。', 'The duty chief rules on the return; the ruling becomes a precedent.'),
  redispatch: defineWords('换一个单位办，写明理由。', 'Give it to another unit, with the reason.'),
  'co-handle': defineWords(
    '主办之外再请其他单位分头办；都办完主办才能反馈。',
    'Ask other units to do a part; the lead reports back after all of them.',
  ),
  'finish-part': defineWords('协办单位报告自己那部分办完了。', 'An assisting unit says that its part is done.'),
  'report-back': defineWords(
    '单位报告处置结果并附照片，处置时限到此为止。',
    'The unit says what was done, with photos; the handling clock ends.',
  ),
  'send-check': defineWords('派一位没有参与处置的监督员去核查。', 'Send an inspector who had no part in the handling.'),
  check: defineWords(
    '监督员到现场看是否真的解决了；没有解决就返工。',
    'The inspector sees whether it is truly fixed; if not, it is back for rework.',
  ),
  close: defineWords('值班长确认符合结案条件，案卷结束。', 'The duty chief confirms the closing condition; the case ends.'),
  'request-extension': defineWords('到期前申请多要一些时间。', 'Ask for more time, before the limit is over.'),
  'decide-extension': defineWords('值班长决定给不给延期。', 'The duty chief rules on the extension.'),
  'request-suspension': defineWords(
    '暂时办不了（如等施工期），申请停表到某一天。',
    'It cannot be done for now; ask that the clock stand until a day.',
  ),
  'decide-suspension': defineWords('值班长决定同不同意挂账。', 'The duty chief rules on the suspension.'),
  resume: defineWords(
    '挂账结束，时限接着走；到期会自动恢复。',
    'The suspension ends and the clock goes on; it does so by itself at its date.',
  ),
  urge: defineWords('上级催办，要求在某时前答复。', 'A level above urges the unit and may ask for an answer by a time.'),
  'reply-urge': defineWords('单位答复督办。', 'The unit answers.'),
  'put-on-list': defineWords(
    '重大问题挂牌，指定负责人，同级或更高一级才能摘牌。',
    'A grave problem is listed with a named owner; only the same rank or a higher one may take it off.',
  ),
  'take-off-list': defineWords('问题解决，摘牌。', 'The problem is solved; it leaves the list.'),
  escalate: defineWords('超期后系统自动逐级上报。', 'Overdue: the system tells post after post, step by step.'),
  merge: defineWords('同一个问题报了几次，并到一件里办。', 'The same problem reported several times is handled as one.'),
  void: defineWords('登记有误，作废。', 'Recorded by mistake; it is void.'),
  reopen: defineWords('没有真正解决，重新立案办理。', 'Not truly solved: it is filed again.'),
  rate: defineWords('上报人评价是否解决、是否满意。', 'Whoever reported it says whether it is solved and how satisfied they are.'),
  relocate: defineWords(
    '区划调整后，系统改写案卷所在的区划代码。',
    'After a boundary change the system gives the case the codes of the place it lies in now.',
  ),
}
