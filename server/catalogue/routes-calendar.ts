import { type AnyRoute, rawRoute, route, uploadRoute } from '#platform/route.ts'
import { todayOf } from './city-day.ts'
import {
  CalendarImportAnswer,
  CalendarImportForm,
  DayInput,
  DayParams,
  DaysAnswer,
  DaysQuery,
  DeadlineAnswer,
  DeadlineInput,
  HoursInput,
  YearAnswer,
  YearInput,
  YearParams,
} from './contract.ts'
import { setCalendarYear, setWorkingHours } from './edit-calendar.ts'
import { explainDeadline } from './explain-deadline.ts'
import { exportCalendar, WORKBOOK_TYPE } from './export-workbook.ts'
import { importCalendar } from './import-calendar.ts'
import { viewDays, viewYear } from './read-calendar.ts'
import { takeWorkbook } from './take-workbook.ts'
import { toggleDay } from './toggle-day.ts'
import { MOST_BYTES } from './workbook-package.ts'

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
    method: 'GET',
    path: `${YEAR}/days`,
    permission: 'catalogue.read',
    tag,
    summary: { zh: '某年或某月每一天：工作、放假或调休上班', en: 'Each day of a year or month: working, off or make-up workday' },
    params: YearParams,
    query: DaysQuery,
    answer: DaysAnswer,
    handle: ({ tx, actor, params, query }) => viewDays(tx, actor, { ...params, ...query }),
  }),
  route({
    method: 'PUT',
    path: '/api/calendar/days/:day',
    permission: 'calendar.edit',
    tag,
    audit: 'calendar.set-day',
    summary: { zh: '改一天：放假、调休上班或恢复平常', en: 'Change one day: off, make-up workday, or as in the plain week' },
    params: DayParams,
    body: DayInput,
    answer: DaysAnswer,
    handle: async ({ tx, actor, params: { day }, body: { kind, name } }) => {
      const year = await toggleDay(tx, actor, { day, kind, name })
      return viewDays(tx, actor, { year, month: Number(day.slice(5, 7)) })
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
  rawRoute({
    method: 'GET',
    path: `${YEAR}/workbook`,
    permission: 'catalogue.read',
    tag,
    limit: 'export',
    summary: { zh: '某年日历导出为 Excel', en: 'The calendar of a year as an Excel workbook' },
    params: YearParams,
    answerType: WORKBOOK_TYPE,
    handle: async ({ tx, actor, params }) => {
      const { fileName, bytes } = await exportCalendar(tx, actor, params)
      return { body: bytes, headers: { 'content-disposition': `attachment; filename="${fileName}"` } }
    },
  }),
  uploadRoute({
    method: 'POST',
    path: `${YEAR}/workbook`,
    permission: 'calendar.edit',
    tag,
    transaction: 'own',
    uploadLimit: MOST_BYTES,
    summary: { zh: '从 Excel 导入某年日历；默认只检查', en: 'Import the calendar of a year from Excel; only checks unless told otherwise' },
    params: YearParams,
    body: CalendarImportForm,
    answer: CalendarImportAnswer,
    handle: async ({ tx, actor, params, body, upload }) => {
      const request = { action: 'calendar.import', params, body, bytes: upload.bytes }
      const publish = body.publish === 'true'
      const answer = await takeWorkbook(tx, actor, request, (inner, sheets, dryRun) =>
        importCalendar(inner, actor, { ...params, sheets, dryRun, publish }),
      )
      return CalendarImportAnswer.parse(answer)
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
