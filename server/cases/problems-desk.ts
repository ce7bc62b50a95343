import { Problem } from '#platform/problem.ts'

export const deskProblems = {
  exportTooLarge: (found: number, most: number) =>
    new Problem(
      'case.export_too_large',
      422,
      {
        zh: `符合筛选的案卷有 ${found} 件，一次最多导出 ${most} 件，请缩小范围（如按上报日期分段）`,
        en: `The filter finds ${found} cases; at most ${most} are exported at once, so narrow it (by the day of report, for instance)`,
      },
      { found, most },
    ),
}
