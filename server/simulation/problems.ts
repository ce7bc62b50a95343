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
        zh: '开始时间须早于结束时间，案件数须为正整数，时钟终点不得早于结束时间',
        en: 'The interval must begin before it ends, the number of cases must be a positive whole number, and the clock may not end before the interval',
      },
      { field: 'from' },
    ),
  unknownCity: (cityId: string) =>
    new Problem(
      'simulation.unknown_city',
      404,
      { zh: `没有城市 ${cityId}`, en: `There is no city ${cityId}` },
      { field: 'cityId', cityId },
    ),
  emptyCity: (cityId: string, on: string) =>
    new Problem(
      'simulation.empty_city',
      422,
      {
        zh: `城市 ${cityId} 在 ${on} 没有带边界的网格或社区，或没有生效的立案标准目录`,
        en: `On ${on} city ${cityId} has no grid and no community with an outline, or no catalogue in force`,
      },
      { field: 'cityId', cityId, on },
    ),
}
