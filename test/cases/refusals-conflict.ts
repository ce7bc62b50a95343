import { askMore, askReturn, assist, granted, list, rate, STANDARD, suspendUntil, type Try } from './refusal-try.ts'

export const CONFLICTS: readonly Try[] = [
  ['wrong_stage', 'what is accepted is accepted', 'accepted', (story) => story.do('1-centre.acceptor', 'accept', STANDARD)],
  [
    'wrong_stage',
    'a case is voided once it is handled',
    'handling',
    (story) => story.do('1-centre.duty-chief', 'void', { reason: '误报' }),
  ],
  ['wrong_stage', 'a closed case is urged', 'closed', (story) => story.do('1-centre.supervisor', 'urge', { text: '快' })],
  [
    'request_waiting',
    'the unit receives while its return waits',
    'dispatched',
    async (story) => {
      await askReturn(story)
      return story.do('1-water.handler', 'receive', {})
    },
  ],
  [
    'request_waiting',
    'the unit asks twice',
    'handling',
    async (story) => {
      await askMore(story, 1)
      return suspendUntil(story, 5)
    },
  ],
  ['no_request_waiting', 'a chief rules on nothing', 'handling', (story) => story.do('1-centre.duty-chief', 'decide-return', granted)],
  [
    'no_request_waiting',
    'a chief rules on another kind of request',
    'handling',
    async (story) => {
      await askMore(story, 1)
      return story.do('1-centre.duty-chief', 'decide-suspension', granted)
    },
  ],
  [
    'listed_already',
    'a case is listed twice',
    'handling',
    async (story) => {
      await list(story, '1-centre.supervisor')
      return list(story, 'centre.supervisor')
    },
  ],
  [
    'not_listed',
    'a case is delisted that was not listed',
    'handling',
    (story) => story.do('1-centre.supervisor', 'take-off-list', { reason: '完成' }),
  ],
  [
    'parts_open',
    'the lead reports back before its assistant',
    'handling',
    async (story) => {
      await assist(story, '1-parks')
      return story.do('1-water.handler', 'report-back', { result: '完成' })
    },
  ],
  [
    'rated_already',
    'the reporter rates a round twice',
    'closed',
    async (story) => {
      await story.do('1-centre.acceptor', 'rate', rate)
      return story.do('1-centre.acceptor', 'rate', rate)
    },
  ],
  [
    'overdue',
    'an extension is asked for after the limit',
    'handling',
    (story) => {
      story.at = new Date(story.at.getTime() + 10 * 86_400_000)
      return askMore(story, 1)
    },
  ],
  [
    'too_many',
    'a third extension',
    'handling',
    async (story) => {
      for (const _ of [1, 2]) {
        await askMore(story, 1)
        await story.do('1-centre.duty-chief', 'decide-extension', granted)
      }
      return askMore(story, 1)
    },
  ],
  [
    'too_many',
    'a second suspension',
    'handling',
    async (story) => {
      await suspendUntil(story, 5)
      await story.do('1-centre.duty-chief', 'decide-suspension', granted)
      await story.do('1-centre.duty-chief', 'resume', {})
      return suspendUntil(story, 5)
    },
  ],
  [
    'no_level',
    'the city refers up',
    'filed',
    async (story) => {
      await story.do('1-centre.dispatcher', 'request-up', { reason: '市管' })
      return story.do('centre.dispatcher', 'request-up', { reason: '省管' })
    },
  ],
  [
    'window_over',
    'the reporter reopens after the window',
    'closed',
    (story) => {
      story.at = new Date(story.at.getTime() + 15 * 86_400_000 + 1)
      return story.do('1-centre.acceptor', 'rate', { solved: false, satisfied: 1, reopen: true })
    },
  ],
  ['stale', 'somebody has moved the case meanwhile', 'accepted', (story) => story.do('1-centre.duty-chief', 'file', {}, { version: 1 })],
]
