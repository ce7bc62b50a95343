import { type Bilingual, Problem } from '#platform/problem.ts'

const problem = (code: string, status: number, text: Bilingual, details: Record<string, unknown> = {}): Problem =>
  new Problem(`portal.${code}`, status, text, details)

/** What the page for residents refuses. None says more of a case than whoever asks has shown to know. */
export const portalProblems = {
  closed: () => problem('closed', 403, { zh: '本市暂未开通网上上报。', en: 'This city takes no reports through this page.' }),
  badForm: () =>
    problem(
      'bad_form',
      422,
      { zh: '表单凭证无效，请重新打开表单。', en: 'The form was not made by us; open a new one.' },
      { field: 'form' },
    ),
  formExpired: () =>
    problem(
      'form_expired',
      422,
      { zh: '表单打开已超过一天，请重新打开。', en: 'The form was opened more than a day ago; open a new one.' },
      { field: 'form' },
    ),
  formUsed: () =>
    problem(
      'form_used',
      422,
      { zh: '这张表单已提交过，请重新打开一张。', en: 'This form was sent before; open a new one.' },
      { field: 'form' },
    ),
  tooFast: (seconds: number) =>
    problem(
      'too_fast',
      422,
      { zh: `表单刚刚打开，请在 ${seconds} 秒后提交。`, en: `The form was opened only just now; send it in ${seconds} s.` },
      { field: 'form', retryAfter: seconds },
    ),
  filledTrap: () =>
    problem(
      'filled_trap',
      422,
      { zh: '“website” 一栏不是给人填的，请清空后再提交。', en: 'The field "website" is not for people; empty it and send again.' },
      { field: 'website' },
    ),
  unknownTopic: (topic: string) =>
    problem('unknown_topic', 422, { zh: '没有这个问题类别。', en: 'There is no such topic.' }, { field: 'topic', topic }),
  noPlace: () =>
    problem(
      'no_place',
      422,
      {
        zh: '从地址看不出在哪里：请写明区和街道或社区，或在地图上指出。',
        en: 'The address does not tell where it is: name the district and the street or community, or point at the map.',
      },
      { field: 'address' },
    ),
  badContact: () =>
    problem(
      'bad_contact',
      422,
      {
        zh: '此联系方式无法接收消息，请填写手机号码或电子邮箱。',
        en: 'News cannot be sent there; give a mobile number or an e-mail address.',
      },
      { field: 'contact.contact' },
    ),
  unknownPhoto: (fileId: string) =>
    problem(
      'unknown_photo',
      422,
      { zh: '照片不是随这张表单上传的，请重新上传。', en: 'A photo was not sent with this form; send it again.' },
      { field: 'photos', fileId },
    ),
  tooManyPhotos: (most: number) =>
    problem(
      'too_many_photos',
      422,
      { zh: `一张表单至多 ${most} 张照片。`, en: `A form takes at most ${most} photos.` },
      { field: 'photos', most },
    ),
  unknownCase: () =>
    problem(
      'unknown_case',
      404,
      { zh: '编号与查询码不符，请核对后再试。', en: 'The number and the code do not belong together; check both.' },
      { field: 'code' },
    ),
  locked: (seconds: number) =>
    problem(
      'locked',
      429,
      { zh: `查询码错误次数过多，请在 ${seconds} 秒后再试。`, en: `Too many wrong codes; try again in ${seconds} s.` },
      { retryAfter: seconds },
    ),
  notClosed: () => problem('not_closed', 409, { zh: '结案之后才能评价。', en: 'It can be rated once it is closed.' }),
  ratedAlready: () => problem('rated_already', 409, { zh: '已经评价过了。', en: 'It has been rated already.' }),
  movedOn: () =>
    problem('moved_on', 409, { zh: '案卷刚刚有了新进展，请刷新后再试。', en: 'The case moved on this very moment; look again and retry.' }),
  unknownRef: () =>
    problem('unknown_ref', 404, { zh: '没有这件案卷，或它已结案。', en: 'There is no such case, or it is closed.' }, { field: 'ref' }),
  oldPhoto: () =>
    problem('old_photo', 404, {
      zh: '照片链接已失效，请重新查询案卷。',
      en: 'The link to the photo is no longer good; look the case up again.',
    }),
}
