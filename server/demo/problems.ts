import { Problem } from '#platform/problem.ts'

/** What the demo city refuses. */
export const demoProblems = {
  cityTaken: (cityId: string) =>
    new Problem(
      'demo.city_taken',
      409,
      {
        zh: `数据库中已有城市 ${cityId}，而且不是演示城市；演示城市只能建在没有该城市的数据库中`,
        en: `This database already has a city ${cityId}, and it is not the demo city; use a database without it`,
      },
      { field: 'cityId', value: cityId },
    ),
}
