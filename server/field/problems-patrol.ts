import { Problem } from '#platform/problem.ts'

/** What duty on the street refuses. */
export const patrolProblems = {
  notFound: () => new Problem('patrol.not_found', 404, { zh: '没有这次巡查，或不是本人的巡查。', en: 'There is no such patrol of yours.' }),
  running: (patrolId: string) =>
    new Problem(
      'patrol.running',
      409,
      { zh: '已有一次巡查正在进行：先结束它，或继续用它。', en: 'Another patrol of yours is running: end it first, or go on with it.' },
      { patrolId },
    ),
  inFuture: (field: string) =>
    new Problem(
      'patrol.in_future',
      422,
      { zh: '所报时间晚于发送时间。', en: 'The time given is later than the time of sending.' },
      { field },
    ),
  tooLate: (field: string, days: number) =>
    new Problem(
      'patrol.too_late',
      422,
      { zh: `所报时间距今已超过 ${days} 天，不再接收。`, en: `The time given is more than ${days} days ago; it is not taken any more.` },
      { field, days },
    ),
  offDuty: (field: string, startedAt: Date, endedAt: Date) =>
    new Problem(
      'patrol.off_duty',
      422,
      { zh: '所报时间不在这次巡查之内：不在岗时不接收任何位置。', en: 'The time given lies outside this patrol: nothing is taken off duty.' },
      { field, startedAt: startedAt.toISOString(), endedAt: endedAt.toISOString() },
    ),
  vague: (accuracy: number, most: number) =>
    new Problem(
      'patrol.vague_position',
      422,
      { zh: `定位精度 ${accuracy} 米，须在 ${most} 米以内：到开阔处再试，或扫网格二维码。`, en: `The position is exact to ${accuracy} m and must be to ${most} m: try in the open, or scan the code of the grid.` },
      { field: 'accuracy', accuracy, most },
    ),
  outside: (gridCode: string, metres: number) =>
    new Problem(
      'patrol.outside_grid',
      422,
      { zh: `当前位置在网格外 ${metres} 米，不能签到。`, en: `You are ${metres} m outside the grid and cannot check in.` },
      { field: 'gridCode', gridCode, metres },
    ),
  backwards: () =>
    new Problem('patrol.backwards', 422, { zh: 'to 早于 from。', en: 'to is earlier than from.' }, { field: 'to' }),
  longSpan: (days: number) =>
    new Problem('patrol.long_span', 422, { zh: `一次最多查询 ${days} 天。`, en: `At most ${days} days are told at once.` }, { field: 'to', days }),
} // biome-ignore format: one problem a paragraph
