import type { Channel, PersonalChannel } from '#messages/channels.ts'
import { type Bilingual, Problem } from '#platform/problem.ts'

const CHANNEL_WORDS: Readonly<Record<Channel, Bilingual>> = {
  email: { zh: '电子邮件', en: 'e-mail' },
  sms: { zh: '短信', en: 'text messages' },
  webhook: { zh: '网络回调', en: 'webhooks' },
}

export const messageProblems = {
  channelOff: (channel: PersonalChannel) =>
    new Problem(
      'message.channel_off',
      409,
      { zh: `本系统未开通${CHANNEL_WORDS[channel].zh}。`, en: `This system sends no ${CHANNEL_WORDS[channel].en}.` },
      { field: 'channel', channel },
    ),
  badAddress: (channel: PersonalChannel) =>
    new Problem(
      'message.bad_address',
      422,
      channel === 'email'
        ? { zh: '邮箱地址（address）不正确。', en: 'The e-mail address (address) is not one.' }
        : { zh: '电话号码（address）须为 6 至 15 位数字。', en: 'A phone number (address) has 6 to 15 digits.' },
      { field: 'address' },
    ),
  unknownArea: () =>
    new Problem(
      'message.unknown_area',
      422,
      { zh: '区域（area）不在本市，或没有这个区划。', en: 'The area (area) lies outside the city, or there is no such division.' },
      { field: 'area' },
    ),
  noCase: (id: string) =>
    new Problem('message.no_case', 404, { zh: '没有这个案卷。', en: 'There is no such case.' }, { field: 'caseId', id }),
  unknownToken: () =>
    new Problem(
      'message.unknown_token',
      404,
      { zh: '链接无效或已过期，请重新订阅。', en: 'The link is not valid or has expired; subscribe again.' },
      { field: 'token' },
    ),
  noMessage: (id: string) =>
    new Problem('message.not_found', 404, { zh: '没有这条消息。', en: 'There is no such message.' }, { field: 'id', id }),
  noTemplate: (key: string) =>
    new Problem(
      'message.no_template',
      404,
      { zh: `没有这种消息：${key}。`, en: `There is no such message: ${key}.` },
      { field: 'step', key },
    ),
  unknownPlaceholder: (field: string, name: string, known: readonly string[]) =>
    new Problem(
      'message.unknown_placeholder',
      422,
      {
        zh: `${field} 中的 {${name}} 不可用；可用的有：${known.map((each) => `{${each}}`).join('、')}。`,
        en: `{${name}} in ${field} means nothing here; these do: ${known.map((each) => `{${each}}`).join(', ')}.`,
      },
      { field, placeholder: name, known },
    ),
  missingPlaceholder: (name: string) =>
    new Problem(
      'message.missing_placeholder',
      422,
      { zh: `正文（body）须含 {${name}}。`, en: `The text (body) must contain {${name}}.` },
      { field: 'body', placeholder: name },
    ),
  subjectNeeded: (needed: boolean) =>
    new Problem(
      'message.subject',
      422,
      needed
        ? { zh: '电子邮件须有标题（subject）。', en: 'An e-mail needs a subject (subject).' }
        : { zh: '只有电子邮件有标题（subject），其他渠道须留空。', en: 'Only an e-mail has a subject (subject); leave it empty.' },
      { field: 'subject' },
    ),
  badUrl: (hosts: readonly string[]) =>
    new Problem(
      'webhook.bad_url',
      422,
      {
        zh: `地址（url）须为 https，不含用户名与密码；http 只限这些主机：${hosts.join('、') || '无'}。`,
        en: `The address (url) must be https, without user and password; http goes to these hosts only: ${hosts.join(', ') || 'none'}.`,
      },
      { field: 'url', hosts },
    ),
  noWebhook: (id: string) =>
    new Problem('webhook.not_found', 404, { zh: '没有这个回调。', en: 'There is no such webhook.' }, { field: 'id', id }),
  tooManyWebhooks: (most: number) =>
    new Problem('webhook.too_many', 409, { zh: `回调至多 ${most} 个。`, en: `There are at most ${most} webhooks.` }, { most }),
  noContact: (id: string) =>
    new Problem(
      'message_contact.not_found',
      404,
      { zh: '没有这个单位或岗位，或它没有联系方式。', en: 'There is no such unit or post, or nothing to reach it by.' },
      { field: 'id', id },
    ),
}
