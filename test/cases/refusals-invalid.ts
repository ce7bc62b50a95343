import { newId } from '#platform/identifier.ts'
import { report, storePhoto } from '../support/cases.ts'
import { beginStory } from './drive.ts'
import { assist, granted, inspector, suspendUntil, type Try, unit } from './refusal-try.ts'

export const INVALID: readonly Try[] = [
  [
    'unknown_type',
    'a type the catalogue lacks',
    'reported',
    (story) => story.do('1-centre.acceptor', 'accept', { typeCode: 'E9999', conditionNumber: 1 }),
  ],
  [
    'unknown_condition',
    'a condition the type lacks',
    'reported',
    (story) => story.do('1-centre.acceptor', 'accept', { typeCode: 'E0110', conditionNumber: 99 }),
  ],
  [
    'needs_type',
    'a case found real, but not what it is, is filed',
    'reported',
    async (story) => {
      await story.do('1-centre.acceptor', 'send-verify', inspector(story, '1-centre.inspector'))
      await story.do('1-centre.inspector', 'verify', { real: true, finding: '属实' })
      return story.do('1-centre.duty-chief', 'file', {})
    },
  ],
  ['unknown_unit', 'a unit there is not', 'filed', (story) => story.do('1-centre.dispatcher', 'dispatch', { unitId: newId() })],
  [
    'unknown_unit',
    'a unit dissolved today',
    'filed',
    async (story) => {
      await story.tx
        .updateTable('unit')
        .set({ validTo: '2026-03-02' })
        .where('cityId', '=', story.city.cityId)
        .where('id', '=', story.city.unit('1-water').id)
        .execute()
      return story.do('1-centre.dispatcher', 'dispatch', unit(story, '1-water'))
    },
  ],
  [
    'unknown_unit',
    'an assistant that is no unit',
    'handling',
    (story) => story.do('1-centre.dispatcher', 'co-handle', { parts: [{ unitId: newId(), task: '配合' }] }),
  ],
  [
    'unit_outside',
    'a department of the other district',
    'filed',
    (story) => story.do('1-centre.dispatcher', 'dispatch', unit(story, '2-water')),
  ],
  [
    'unit_outside',
    'the department of a zone the case does not lie in',
    'filed',
    (story) => story.do('1-centre.dispatcher', 'dispatch', unit(story, 'zone-urban-management')),
  ],
  [
    'unit_above',
    'a department of the city, by the district',
    'filed',
    (story) => story.do('1-centre.dispatcher', 'dispatch', unit(story, 'water')),
  ],
  [
    'unit_is_centre',
    'the centre that will close it',
    'filed',
    (story) => story.do('1-centre.dispatcher', 'dispatch', unit(story, '1-centre')),
  ],
  [
    'unit_is_centre',
    'the centre of another level',
    'filed',
    (story) => story.do('1-centre.dispatcher', 'dispatch', unit(story, '1.1-centre')),
  ],
  ['no_parts', 'the lead as its own assistant', 'handling', (story) => assist(story, '1-water')],
  [
    'no_parts',
    'an assistant twice',
    'handling',
    async (story) => {
      await assist(story, '1-parks')
      return assist(story, '1-parks')
    },
  ],
  [
    'unknown_inspector',
    'somebody who is no inspector',
    'handled',
    (story) => story.do('1-centre.acceptor', 'send-check', inspector(story, '1-centre.dispatcher')),
  ],
  [
    'unknown_inspector',
    'an inspector of another district',
    'handled',
    (story) => story.do('1-centre.acceptor', 'send-check', inspector(story, '2-centre.inspector')),
  ],
  [
    'unknown_post',
    'an owner post there is not',
    'handling',
    (story) => story.do('1-centre.supervisor', 'put-on-list', { ownerPostId: newId(), reason: '重大' }),
  ],
  [
    'unknown_photo',
    'a photo of somebody else',
    'handling',
    async (story) => {
      const photo = await storePhoto(story.tx, story.as('1-parks.handler'))
      return story.do('1-water.handler', 'report-back', { result: '完成', photos: [photo] })
    },
  ],
  ['bad_until', 'a suspension until yesterday', 'handling', (story) => suspendUntil(story, -1)],
  ['bad_until', 'a suspension for longer than a year', 'handling', (story) => suspendUntil(story, 366)],
  [
    'bad_until',
    'a suspension granted when its day has come',
    'handling',
    async (story) => {
      await suspendUntil(story, 1)
      story.at = new Date(story.at.getTime() + 86_400_000)
      return story.do('1-centre.duty-chief', 'decide-suspension', granted)
    },
  ],
  [
    'bad_primary',
    'a case merged into itself',
    'accepted',
    (story) => story.do('1-centre.acceptor', 'merge', { primaryCaseId: story.id, reason: '重复' }),
  ],
  [
    'bad_primary',
    'a case merged into none',
    'accepted',
    (story) => story.do('1-centre.acceptor', 'merge', { primaryCaseId: newId(), reason: '重复' }),
  ],
  [
    'bad_primary',
    'a case merged into one that the acceptor may not see',
    'accepted',
    async (story) => {
      const [lon, lat] = story.city.middle('2.1.1.1')
      const { id } = await report(story.tx, story.city, story.as('2-centre.acceptor'), { lon, lat })
      return story.do('1-centre.acceptor', 'merge', { primaryCaseId: id, reason: '重复' })
    },
  ],
  [
    'bad_primary',
    'a case merged into a merged one',
    'accepted',
    async (story) => {
      const [second, third] = [await beginStory(story.tx, { city: story.city }), await beginStory(story.tx, { city: story.city })]
      await second.do('1-centre.acceptor', 'merge', { primaryCaseId: third.id, reason: '重复' })
      return story.do('1-centre.acceptor', 'merge', { primaryCaseId: second.id, reason: '重复' })
    },
  ],
]
