import { type Bilingual, Problem } from '#platform/problem.ts'

/** Something in an input that breaks a rule. `row` is the line of the file (the first line is 1), `column` as the file or the mapping names it. */
export interface InputFlaw {
  readonly row: number | null
  readonly column: string
  readonly value: string
  readonly rule: Bilingual
}

/** A problem shows so many flaws in full; the count of the rest is given. */
const SHOWN = 100

const where = ({ row, column }: InputFlaw): Bilingual => ({
  zh: `${row === null ? '' : `第 ${row} 行，`}${column}`,
  en: `${row === null ? '' : `row ${row}, `}${column}`,
})

const sentence = (file: string, flaws: readonly InputFlaw[]): Bilingual => {
  const [first] = flaws
  if (first === undefined) return { zh: file, en: file }
  const [place, value] = [where(first), first.value === '' ? '' : ` “${first.value}”`]
  const more = flaws.length - 1
  return {
    zh: `${file}：${place.zh}${value}：${first.rule.zh}${more > 0 ? `（另有 ${more} 处）` : ''}。没有写入任何数据。`,
    en: `${file}: ${place.en}${value}: ${first.rule.en}${more > 0 ? ` (and ${more} more)` : ''}. Nothing was written.`,
  }
}

const badInput = (code: string, file: string, flaws: readonly InputFlaw[]): Problem =>
  new Problem(code, 422, sentence(file, flaws), { file, flaws: flaws.slice(0, SHOWN), count: flaws.length })

/** Why a replay does not begin, or cannot go on. */
export const replayProblems = {
  /** 422 `replay.bad_requests`: rows of the request file break rules; `details.flaws` lists them. */
  badRequests: (file: string, flaws: readonly InputFlaw[]): Problem => badInput('replay.bad_requests', file, flaws),
  /** 422 `replay.bad_mapping`: the mapping file breaks a rule. */
  badMapping: (file: string, flaws: readonly InputFlaw[]): Problem => badInput('replay.bad_mapping', file, flaws),
  /** 422 `replay.bad_areas`: the area file breaks a rule. */
  badAreas: (file: string, flaws: readonly InputFlaw[]): Problem => badInput('replay.bad_areas', file, flaws),
  /** 422 `replay.unreadable`: a file is missing or cannot be read. */
  unreadable: (file: string, reason: string): Problem =>
    new Problem('replay.unreadable', 422, { zh: `无法读取 ${file}：${reason}`, en: `${file} cannot be read: ${reason}` }, { file, reason }),
  /** 409 `replay.other_city`: the city exists and was not made from these three files. */
  otherCity: (cityId: string): Problem =>
    new Problem(
      'replay.other_city',
      409,
      {
        zh: `城市 ${cityId} 已存在，且不是由这三个文件生成的；请换一个城市编号，或用原来的文件继续。`,
        en: `City ${cityId} exists and was not made from these three files: choose another city id, or go on with the files it was made from.`,
      },
      { field: 'cityId', value: cityId },
    ),
}
