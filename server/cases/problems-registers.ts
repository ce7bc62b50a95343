import { type Bilingual, Problem } from '#platform/problem.ts'

/** What can be wrong with one field of a register entry. */
export interface FieldFault {
  readonly field: string
  readonly value: string
  readonly text: Bilingual
}

export const registerProblems = {
  notFound: (code: string) =>
    new Problem(
      'register.not_found',
      404,
      { zh: '台账中没有这个编码，或不在辖区内', en: 'The register has no such code in your area' },
      { code },
    ),
  /** 422, names the first field at fault and lists all. */
  invalid: (faults: readonly FieldFault[]) =>
    new Problem(
      'register.invalid',
      422,
      { zh: faults.map(({ text }) => text.zh).join('；'), en: faults.map(({ text }) => text.en).join('; ') },
      { field: faults[0]?.field, errors: faults.map(({ field, value, text }) => ({ field, value, rule: text })) },
    ),
}

export const registerRules = {
  unknownType: { zh: '现行立案标准中没有这个部件类型', en: 'the catalogue in force has no component type of this code' },
  unknownUnit: { zh: '没有这个单位，或该单位已撤销', en: 'there is no such unit, or it has been dissolved' },
  outside: { zh: '位置不在本市，或不在本岗位的辖区内', en: 'the place lies outside the city or the area of the post' },
  elsewhere: { zh: '此编码已登记在辖区之外', en: 'this code is registered outside the area of the post' },
  repeated: { zh: '编码在文件中重复', en: 'the code stands in the file twice' },
  columns: { zh: '缺少这一列', en: 'this column is missing' },
  notCsv: { zh: '不是 UTF-8 编码的 CSV 文件', en: 'it is not a CSV file in UTF-8' },
  tooMany: { zh: '一次最多导入 5000 行', en: 'at most 5000 rows are imported at once' },
  empty: { zh: '没有数据行', en: 'it has no rows' },
} as const satisfies Record<string, Bilingual>
