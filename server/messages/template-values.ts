import { tellInstant } from '#cases/tell-words.ts'
import type { Audience, MessageLocale, MessageStep } from '#messages/channels.ts'
import type { MessageFacts } from '#messages/facts.ts'
import { caseLink, confirmLink, mapLink, reportLink } from '#messages/links.ts'
import { oneLine } from '#messages/placeholders.ts'
import { localDay } from '#platform/clock.ts'
import type { Bilingual } from '#platform/problem.ts'

export interface ToldLine {
  readonly step: MessageStep
  readonly audience: Audience
  readonly facts: MessageFacts
}

export interface Telling {
  readonly locale: MessageLocale
  readonly city: { readonly name: string; readonly nameEn: string; readonly timeZone: string }
  readonly publicUrl: string
  /** Of the recipient's link, spelt with its city; empty for those who have none. */
  readonly token: string
}

const NOTHING: Bilingual = { zh: '未定', en: 'not set' }

function linkOf({ step, audience, facts }: ToldLine, { publicUrl, token }: Telling): string {
  if (step === 'confirm') return confirmLink(publicUrl, token)
  if (audience === 'subscriber') return mapLink(publicUrl)
  return audience === 'reporter' ? reportLink(publicUrl, facts.number ?? '') : caseLink(publicUrl, facts.caseId ?? '')
}

function listOf({ counts = [] }: MessageFacts, locale: MessageLocale): string {
  const tell = {
    zh: (reported: number, closed: number) => `新增 ${reported}，办结 ${closed}`,
    en: (reported: number, closed: number) => `${reported} new, ${closed} closed`,
  }
  return counts.map(({ type, reported, closed }) => `${oneLine(type[locale])}: ${tell[locale](reported, closed)}`).join('\n')
}

/** What the placeholders of a template stand for in one line of a message. Every value is one line but the list of a digest. */
export function templateValues(line: ToldLine, telling: Telling): Readonly<Record<string, string>> {
  const { facts } = line
  const { locale, city } = telling
  const say = (text: Bilingual | null | undefined): string => oneLine((text ?? NOTHING)[locale])
  return {
    city: oneLine(locale === 'zh' ? city.name : city.nameEn),
    number: oneLine(facts.number ?? ''),
    type: say(facts.type),
    place: say(facts.place),
    time: say(tellInstant(facts.at, city.timeZone)),
    due: say(tellInstant(facts.dueAt, city.timeZone)),
    reason: say(facts.reason),
    area: say(facts.area),
    day: facts.at === undefined ? '' : localDay(new Date(facts.at), city.timeZone),
    reported: String(facts.reported ?? 0),
    closed: String(facts.closed ?? 0),
    list: listOf(facts, locale),
    link: linkOf(line, telling),
  }
}
