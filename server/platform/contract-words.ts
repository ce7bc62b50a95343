import type { z } from 'zod'
import type { Locale } from '#platform/locale.ts'
import type { Bilingual } from '#platform/problem.ts'

type Issue = Parameters<z.core.$ZodErrorMap>[0]

const TYPES: Readonly<Record<string, Bilingual>> = {
  string: { zh: '须为文本', en: 'must be text' },
  number: { zh: '须为数字', en: 'must be a number' },
  int: { zh: '须为整数', en: 'must be a whole number' },
  boolean: { zh: '须为真假值（true 或 false）', en: 'must be true or false' },
  array: { zh: '须为列表', en: 'must be a list' },
  tuple: { zh: '须为列表', en: 'must be a list' },
  object: { zh: '须为对象', en: 'must be an object' },
  record: { zh: '须为对象', en: 'must be an object' },
  date: { zh: '须为有效的时间', en: 'must be a valid time' },
  null: { zh: '须为空值（null）', en: 'must be null' },
  never: { zh: '此处不应有内容', en: 'must be left out' },
  undefined: { zh: '此处不应有内容', en: 'must be left out' },
}

const FORMATS: Readonly<Record<string, Bilingual>> = {
  uuid: { zh: '须为 UUID', en: 'must be a UUID' },
  date: { zh: '须为实有的日期，写作 YYYY-MM-DD', en: 'must be a date that exists, written YYYY-MM-DD' },
  datetime: {
    zh: '须为带时区的时间，如 2026-03-02T09:00:00+08:00',
    en: 'must be a time with its zone, such as 2026-03-02T09:00:00+08:00',
  },
  url: { zh: '须为网址', en: 'must be a web address' },
  email: { zh: '须为电子邮件地址', en: 'must be an e-mail address' },
  json_string: { zh: '须为 JSON 文本', en: 'must be JSON text' },
}

const UNITS: Readonly<Record<string, Bilingual>> = {
  string: { zh: '个字', en: 'characters' },
  array: { zh: '项', en: 'items' },
  set: { zh: '项', en: 'items' },
  map: { zh: '项', en: 'entries' },
  object: { zh: '项', en: 'entries' },
  file: { zh: '字节', en: 'bytes' },
}

const MISSING: Bilingual = { zh: '必填', en: 'is required' }
const INVALID: Bilingual = { zh: '不符合要求', en: 'is not valid' }

function tellSize(most: boolean, { origin, inclusive = true }: { origin: string; inclusive?: boolean }, bound: unknown): Bilingual {
  const [zh, en] = most ? ['大于', inclusive ? 'at most' : 'less than'] : ['小于', inclusive ? 'at least' : 'more than']
  const unit = UNITS[origin]
  if (unit && most) return { zh: `至多 ${bound} ${unit.zh}`, en: `must have at most ${bound} ${unit.en}` }
  if (unit) return { zh: `至少 ${bound} ${unit.zh}`, en: `must have at least ${bound} ${unit.en}` }
  const opposite = most ? '小于' : '大于'
  return { zh: inclusive ? `不得${zh} ${bound}` : `须${opposite} ${bound}`, en: `must be ${en} ${bound}` }
}

const quoted = (values: readonly unknown[], between: string): string =>
  values.map((value) => JSON.stringify(value) ?? String(value)).join(between)

function tellFormat(issue: Extract<Issue, { code: 'invalid_format' }>): Bilingual {
  const pattern = 'pattern' in issue && typeof issue.pattern === 'string' ? issue.pattern : undefined
  const known = FORMATS[issue.format]
  if (known) return known
  return pattern ? { zh: `须符合格式 ${pattern}`, en: `must match ${pattern}` } : { zh: '格式不正确', en: 'is not in the right form' }
}

function tellType({ expected, input }: Extract<Issue, { code: 'invalid_type' }>): Bilingual {
  if (input === undefined) return MISSING
  return TYPES[expected] ?? INVALID
}

/** What an input must be, for each way in which a contract can be broken. */
function tell(issue: Issue): Bilingual {
  switch (issue.code) {
    case 'invalid_type':
      return tellType(issue)
    case 'invalid_value':
      return issue.input === undefined
        ? MISSING
        : { zh: `须为：${quoted(issue.values, '、')}`, en: `must be: ${quoted(issue.values, ', ')}` }
    case 'too_big':
      return tellSize(true, issue, issue.maximum)
    case 'too_small':
      return tellSize(false, issue, issue.minimum)
    case 'invalid_format':
      return tellFormat(issue)
    case 'not_multiple_of':
      return { zh: `须为 ${issue.divisor} 的倍数`, en: `must be a multiple of ${issue.divisor}` }
    case 'unrecognized_keys':
      return { zh: `不认识的字段：${issue.keys.join('、')}`, en: `unknown fields: ${issue.keys.join(', ')}` }
    default:
      return INVALID
  }
}

/** An input that may be one of several things breaks the rule of each. */
function tellUnion(issue: Extract<Issue, { code: 'invalid_union' }>, locale: Locale): string {
  if (issue.input === undefined) return MISSING[locale]
  const rules = issue.errors.map(([first]) => first).filter((first) => first?.path.length === 0)
  const texts = [...new Set(rules.flatMap((first) => (first ? [inLanguage(first.message, locale)] : [])))]
  return texts.length > 0 ? texts.join(locale === 'zh' ? '，或' : ', or ') : INVALID[locale]
}

/** The rules of contracts in one language, whole: no word of the other. */
export const contractWords =
  (locale: Locale): z.core.$ZodErrorMap =>
  (issue) =>
    issue.code === 'invalid_union' ? tellUnion(issue, locale) : tell(issue)[locale]

const CHINESE = /\p{Script=Han}/u

/** A contract's own text holds both languages, "中文 / English"; what stands for one reader. */
export function inLanguage(text: string, locale: Locale): string {
  const [zh, en, ...more] = text.split(' / ')
  if (zh === undefined || en === undefined || more.length > 0 || !CHINESE.test(zh) || CHINESE.test(en)) return text
  return locale === 'zh' ? zh : en
}
