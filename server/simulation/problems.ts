import { Problem } from '#platform/problem.ts'

export const simulationProblems = {
  nobody: (action: string) =>
    new Problem(
      'simulation.nobody',
      422,
      { zh: `没有可以进行此操作的人员或单位：${action}`, en: `There is nobody and no unit for this: ${action}` },
      { action },
    ),
  badInterval: () =>
    new Problem(
      'simulation.bad_interval',
      422,
      {
        zh: '开始时间须早于结束时间，案件数须为正整数',
        en: 'The interval must begin before it ends, and the number of cases must be a positive whole number',
      },
      { field: 'from' },
    ),
}
