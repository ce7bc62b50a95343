import { escalateCase } from '#cases/supervise-case.ts'
import { newId } from '#platform/identifier.ts'
import { askMore, assist, granted, list, rate, STANDARD, type Try, tryAs, unit, withMore } from './refusal-try.ts'

export const FORBIDDEN: readonly Try[] = [
  ['no_permission', 'a duty chief accepts', 'reported', (story) => story.do('1-centre.duty-chief', 'accept', STANDARD)],
  ['no_permission', 'a dispatcher closes', 'checked', (story) => story.do('1-centre.dispatcher', 'close', {})],
  [
    'outside_area',
    'an acceptor moved to another district accepts what they once reported',
    'reported',
    (story) => tryAs(story, { ...story.as('1-centre.acceptor'), areas: [story.city.code('2')] }).accept(),
  ],
  [
    'wrong_level',
    "the city's acceptor accepts a case of a district",
    'reported',
    (story) => story.do('centre.acceptor', 'accept', STANDARD),
  ],
  [
    'wrong_level',
    "the street's chief, who sees it, closes a case of a district",
    'checked',
    (story) => story.do('1.1-centre.duty-chief', 'close', {}),
  ],
  [
    'wrong_level',
    "the street's leader urges a case of the district's loop",
    'handling',
    (story) => story.do('1.1-centre.supervisor', 'urge', { text: '快' }),
  ],
  [
    'not_of_centre',
    'a department accepts, whatever its role holds',
    'dispatched',
    (story) => tryAs(story, withMore(story.as('1-water.handler'), 'case.accept', 'case.read')).accept(),
  ],
  [
    'not_your_unit',
    'another department receives',
    'dispatched',
    (story) => tryAs(story, withMore(story.as('1-parks.handler'), 'case.read')).receive(),
  ],
  [
    'not_your_unit',
    'the lead finishes a part it was not given',
    'handling',
    (story) => story.do('1-water.handler', 'finish-part', { result: '完成' }),
  ],
  [
    'not_named',
    'another inspector checks',
    'checking',
    (story) => story.do('1-centre.second-inspector', 'check', { passed: true, finding: '已解决' }),
  ],
  ['not_reporter', "the city's acceptor rates what the district reported", 'closed', (story) => story.do('centre.acceptor', 'rate', rate)],
  [
    'system_only',
    'a person escalates',
    'handling',
    async (story) =>
      escalateCase(story.tx, story.as('1-centre.supervisor'), {
        caseId: story.id,
        requestId: newId(),
        version: (await story.row()).version,
      }),
  ],
  [
    'handler_must_differ',
    'whoever handled it closes, in another post',
    'checked',
    (story) => tryAs(story, { ...story.as('1-centre.duty-chief'), personId: story.city.person('1-water.handler').personId }).close(),
  ],
  [
    'checker_must_differ',
    'whoever checked it closes, in another post',
    'checked',
    (story) => tryAs(story, { ...story.as('1-centre.duty-chief'), personId: story.city.person('1-centre.inspector').personId }).close(),
  ],
  [
    'handling_unit_must_differ',
    'a chief who also belongs to the unit closes',
    'checked',
    (story) =>
      tryAs(story, {
        ...story.as('1-centre.duty-chief'),
        memberOf: [story.city.unit('1-centre').id, story.city.unit('1-water').id],
      }).close(),
  ],
  [
    'handling_unit_must_differ',
    'an inspector who joined the unit since checks',
    'checking',
    (story) => tryAs(story, { ...story.as('1-centre.inspector'), memberOf: [story.city.unit('1-water').id] }).check(),
  ],
  [
    'handling_unit_must_differ',
    'a chief who also belongs to an assisting unit closes',
    'handling',
    async (story) => {
      await assist(story, '1-parks')
      await story.do('1-parks.handler', 'finish-part', { result: '完成' })
      await story.upTo('checked')
      return tryAs(story, { ...story.as('1-centre.duty-chief'), memberOf: [story.city.unit('1-parks').id] }).close()
    },
  ],
  [
    'handler_must_differ',
    'whoever handled an earlier round closes the next',
    'closed',
    async (story) => {
      await story.do('1-centre.duty-chief', 'reopen', { reason: '复发' })
      await story.do('1-centre.dispatcher', 'dispatch', unit(story, '1-parks'))
      await story.do('1-parks.handler', 'receive', {})
      await story.do('1-parks.handler', 'report-back', { result: '完成' })
      await story.upTo('checked')
      return tryAs(story, { ...story.as('1-centre.duty-chief'), personId: story.city.person('1-water.handler').personId }).close()
    },
  ],
  [
    'listed_above',
    'the district delists what the city listed',
    'handling',
    async (story) => {
      await list(story, 'centre.supervisor')
      return story.do('1-centre.supervisor', 'take-off-list', { reason: '完成' })
    },
  ],
  [
    'needs_rank',
    'a duty chief grants an extension longer than the limit',
    'handling',
    async (story) => {
      await askMore(story, 5)
      return story.do('1-centre.duty-chief', 'decide-extension', granted)
    },
  ],
]
