import { Problem } from '#platform/problem.ts'

/** What work on the street refuses. */
export const fieldProblems = {
  badCursor: () =>
    new Problem(
      'field.bad_cursor',
      400,
      { zh: 'since 不是本系统给出的游标：请不带它重新取全部任务。', en: 'since is no cursor of ours: ask for all tasks without it.' },
      { field: 'since' },
    ),
  outsideArea: (field: string) =>
    new Problem(
      'field.outside_area',
      403,
      { zh: '该处不在当前岗位的辖区内。', en: 'This place is outside the area of your post.' },
      { field },
    ),
  noGrid: (gridCode: string) =>
    new Problem('field.no_grid', 404, { zh: '辖区内没有这个网格。', en: 'There is no such grid in your area.' }, { field: 'gridCode', gridCode }),
  wideGrid: (gridCode: string) =>
    new Problem(
      'field.wide_grid',
      422,
      { zh: '这个网格过大，不按巡查覆盖计算。', en: 'This grid is too large for its coverage to be counted.' },
      { field: 'gridCode', gridCode },
    ),
} // biome-ignore format: one problem a paragraph
