import { type AnyRoute, route } from '#platform/route.ts'
import { todayOf } from './city-day.ts'
import { DeadlineAnswer, DeadlineInput, HoursInput, YearAnswer, YearInput, YearParams } from './contract.ts'
import { setCalendarYear, setWorkingHours } from './edit-calendar.ts'
import { explainDeadline } from './explain-deadline.ts'
import { viewYear } from './read-calendar.ts'

const tag = 'catalogue'
const YEAR = '/api/calendar/:year'

/** The working calendar and what it makes of a limit. */
export const calendarRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    path: YEAR,
    permission: 'catalogue.read',
    tag,
    summary: { zh: '某年的工作日历', en: 'The working calendar of a year' },
    params: YearParams,
    answer: YearAnswer,
    handle: ({ tx, actor, params }) => viewYear(tx, actor, params.year),
  }),
  route({
    method: 'PUT',
    path: YEAR,
    permission: 'calendar.edit',
    tag,
    audit: 'calendar.set-year',
    summary: { zh: '设定某年的放假与调休，可同时公布', en: 'Set the days off and make-up workdays of a year, and publish it' },
    params: YearParams,
    body: YearInput,
    answer: YearAnswer,
    handle: async ({ tx, actor, params: { year }, body: { days, publish } }) => {
      await setCalendarYear(tx, actor, { year, days, publish })
      return viewYear(tx, actor, year)
    },
  }),
  route({
    method: 'PUT',
    path: '/api/calendar/working-hours',
    permission: 'calendar.edit',
    tag,
    audit: 'calendar.set-hours',
    summary: { zh: '设定工作时段', en: 'Set the hours of a working day' },
    body: HoursInput,
    answer: YearAnswer,
    handle: async ({ tx, actor, body }) => {
      await setWorkingHours(tx, actor, body)
      return viewYear(tx, actor, Number((await todayOf(tx, actor)).slice(0, 4)))
    },
  }),
  route({
    method: 'POST',
    path: '/api/catalogue/deadline',
    permission: 'catalogue.read',
    tag,
    summary: { zh: '试算：某时起的时限何时到期，跳过哪些日子', en: 'When a limit from a moment would be due, and which days it skips' },
    body: DeadlineInput,
    answer: DeadlineAnswer,
    handle: async ({ tx, actor, body }) => {
      const explained = await explainDeadline(tx, actor, body)
      return { ...explained, dueAt: explained.dueAt.toISOString() }
    },
  }),
]
