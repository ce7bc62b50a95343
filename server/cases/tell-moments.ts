import { cameLate, type Doubt } from '#cases/done-at.ts'
import type { Bilingual } from '#platform/problem.ts'

type Locale = 'zh' | 'en'
interface Arrived {
  /** When the server had it. */
  readonly at: string | Date
  readonly given: Readonly<Record<string, unknown>>
}

const DOUBT_WORDS: Readonly<Record<Doubt, Bilingual>> = {
  in_future: { zh: '晚于送达', en: 'it lies after the arrival' },
  before_step: { zh: '早于本步骤开始', en: 'the step could not have begun by then' },
  too_late: { zh: '早于允许的离线时长', en: 'it lies longer ago than a phone may be without a network' },
}
const FOUND: Bilingual = { zh: '发现', en: 'found' }
const ON_SITE: Bilingual = { zh: '现场', en: 'on site' }
const ARRIVED: Bilingual = { zh: '送达', en: 'arrived' }

const DAY: Intl.DateTimeFormatOptions = { month: 'short', day: 'numeric' }
const TIME: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }

/** Writes moments of the same day by their time alone, those of several with the day. */
function writer(moments: readonly Date[], locale: Locale, timeZone: string): (at: Date) => string {
  const form = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale === 'zh' ? 'zh-CN' : 'en-GB', { ...options, timeZone })
  const day = form({ ...DAY, year: 'numeric' })
  const spansDays = new Set(moments.map((at) => day.format(at))).size > 1
  const written = form(spansDays ? { ...DAY, ...TIME } : TIME)
  // '2 Mar, 09:00': its comma would read as the one between two moments.
  return (at) => written.format(at).replace(',', '')
}

const momentIn = (value: unknown): Date | null => {
  const at = typeof value === 'string' ? new Date(value) : null
  return at === null || Number.isNaN(at.getTime()) ? null : at
}

const sentence = (text: string, locale: Locale): string =>
  `${text.slice(0, 1).toUpperCase()}${text.slice(1)}${locale === 'zh' ? '。' : '.'}`

/**
 * When something was found or done, by the word of the device, beside when it arrived: nothing where it came at once. What is not believed says why; and
 * a unit that was late by its line alone has that said, for the arrival counted.
 */
export function tellMoments({ at, given }: Arrived, locale: Locale, timeZone: string): readonly string[] {
  const [found, done, arrived] = [momentIn(given.foundAt), momentIn(given.doneAt), new Date(at)]
  const doubt = DOUBT_WORDS[given.doneAtDoubt as Doubt]
  const late = [found, done].some((told) => told !== null && cameLate(told, arrived))
  if (!late && !doubt) return []
  const told = [...(found ? [[FOUND, found] as const] : []), ...(done ? [[ON_SITE, done] as const] : []), [ARRIVED, arrived] as const]
  const write = writer(told.map(([, moment]) => moment), locale, timeZone) // biome-ignore format: one call
  const moments = told.map(([word, moment]) => `${word[locale]} ${write(moment)}`).join(locale === 'zh' ? '，' : ', ')
  return [
    sentence(moments, locale),
    ...(doubt ? [locale === 'zh' ? `手机所报现场时间不予采信：${doubt.zh}。` : `The time on site is not believed: ${doubt.en}.`] : []),
    ...(given.doneOnTime === true
      ? [locale === 'zh' ? '以送达计已超期；以手机所报时间计未超期。' : 'Late by its arrival; in time by what the phone told.']
      : []),
  ]
}
