import { Problem } from '#platform/problem.ts'

export interface FieldError {
  readonly field: string
  readonly rule: string
}

/** How many faults an answer lists, and how many fields its sentence names. */
const [MOST_ERRORS, MOST_NAMES] = [50, 12]

/** What the HTTP layer itself refuses, before or around any use case. */
export const httpProblems = {
  sessionRequired: () =>
    new Problem('session.required', 401, {
      zh: '请先登录：会话不存在、已过期或已退出。',
      en: 'Sign in first: there is no session, or it has expired or ended.',
    }),
  permissionDenied: (permission: string) =>
    new Problem(
      'permission.denied',
      403,
      { zh: `当前岗位没有“${permission}”权限。`, en: `Your current post does not hold the permission "${permission}".` },
      { permission },
    ),
  secondFactorOwed: (owes: 'code' | 'enrolment') =>
    new Problem(
      'session.second_factor_owed',
      403,
      owes === 'code'
        ? { zh: '请先输入验证器上的动态码，再继续。', en: 'Give the code of your authenticator first.' }
        : { zh: '当前岗位须使用动态码登录：请先绑定验证器。', en: 'Your post asks for a second factor: set up an authenticator first.' },
      { owes },
    ),
  readOnlySession: () =>
    new Problem('session.read_only', 403, {
      zh: '这是大屏的只读登录，不能办理业务；请退出后重新登录。',
      en: 'This is the read-only session of a wall and changes nothing; sign out and sign in again to work.',
    }),
  crossSite: () =>
    new Problem('request.cross_site', 403, {
      zh: '拒绝来自其他网站的请求。',
      en: 'A request sent from another web site is refused.',
    }),
  /** Shows the first faults: who sends a hundred thousand wrong values is not sent a hundred thousand rules back. */
  invalid: (errors: readonly FieldError[]) => {
    const shown = errors.slice(0, MOST_ERRORS)
    const names = [...new Set(shown.map(({ field }) => field || '/'))].slice(0, MOST_NAMES).join(', ')
    const more = errors.length - shown.length
    return new Problem(
      'request.invalid',
      400,
      { zh: `输入不符合要求：${names}。详见 errors。`, en: `The input does not meet the rules: ${names}. See errors.` },
      { field: errors[0]?.field ?? '', errors: shown, ...(more > 0 && { more }) },
    )
  },
  malformed: () =>
    new Problem('request.malformed', 400, {
      zh: '请求体不是有效的 UTF-8 编码 JSON，或与其声明的长度不符。',
      en: 'The request body is not valid JSON in UTF-8, or not of the length it declares.',
    }),
  badAddress: () =>
    new Problem('request.bad_address', 400, {
      zh: '地址中的百分号编码无效（须为 UTF-8 的 %XX）。',
      en: 'The address holds a broken percent-encoding (UTF-8 as %XX is expected).',
    }),
  malformedForm: () =>
    new Problem(
      'request.malformed_form',
      400,
      {
        zh: '表单（multipart/form-data）不完整或无法读取。',
        en: 'The form (multipart/form-data) is cut short or cannot be read.',
      },
      { field: 'file' },
    ),
  addressTooLong: () =>
    new Problem('request.address_too_long', 414, {
      zh: '地址中有一段过长。',
      en: 'A part of the address is too long.',
    }),
  tooLarge: (limit: number) =>
    new Problem(
      'request.too_large',
      413,
      { zh: `请求体超过 ${limit} 字节的上限。`, en: `The request body is larger than the limit of ${limit} bytes.` },
      { limit },
    ),
  mediaType: (expected: string) =>
    new Problem(
      'request.media_type',
      415,
      { zh: `不支持的内容类型；此处需要 ${expected}。`, en: `Unsupported media type; ${expected} is expected here.` },
      { field: 'Content-Type', expected },
    ),
  fileMissing: () =>
    new Problem(
      'request.file_missing',
      400,
      { zh: '表单中须有且仅有一个名为 file 的文件。', en: 'The form must hold exactly one file, in the field "file".' },
      { field: 'file' },
    ),
  tooMany: (limit: string, most: number, retryAfter: number) =>
    new Problem(
      'request.too_many',
      429,
      {
        zh: `请求过于频繁：每分钟至多 ${most} 次；请在 ${retryAfter} 秒后再试。`,
        en: `Too many requests: at most ${most} a minute are taken; try again in ${retryAfter} seconds.`,
      },
      { limit, most, retryAfter },
    ),
  tooSlow: () =>
    new Problem('request.too_slow', 408, {
      zh: '请求未在规定时间内发送完毕。',
      en: 'The request was not sent in full within the time allowed.',
    }),
  headersTooLarge: () =>
    new Problem('request.headers_too_large', 431, { zh: '请求头过大。', en: 'The headers of the request are too large.' }),
  badRequest: () => new Problem('request.bad_syntax', 400, { zh: '不是有效的 HTTP 请求。', en: 'This is not a valid HTTP request.' }),
  notFound: () => new Problem('request.not_found', 404, { zh: '没有这个地址。', en: 'There is nothing at this address.' }),
  methodNotAllowed: (allowed: readonly string[]) =>
    new Problem(
      'request.method_not_allowed',
      405,
      { zh: `此地址只接受 ${allowed.join('、')}。`, en: `This address takes only ${allowed.join(', ')}.` },
      { allowed },
    ),
  reused: () =>
    new Problem(
      'request.reused',
      409,
      {
        zh: 'requestId 已用于另一请求（人员、操作或内容不同）；请为每次提交生成新的编号。',
        en: 'This requestId was used for another request (other person, action or content); make a new one for every submission.',
      },
      { field: 'requestId' },
    ),
  requestIdMissing: () =>
    new Problem(
      'request.id_missing',
      400,
      { zh: 'requestId 必须是 UUID，由客户端为每次提交生成。', en: 'requestId must be a UUID, made by the client for every submission.' },
      { field: 'requestId' },
    ),
  conflict: (constraint: string | undefined) =>
    new Problem(
      'request.conflict',
      409,
      { zh: '与已有记录冲突（重复的编号或编码）。', en: 'It conflicts with a record that exists (a number or code used twice).' },
      constraint === undefined ? {} : { constraint },
    ),
  inUse: (constraint: string | undefined) =>
    new Problem(
      'request.in_use',
      409,
      {
        zh: '引用的记录不存在，或该记录仍被其他记录引用。',
        en: 'It refers to a record that does not exist, or the record is still referred to.',
      },
      constraint === undefined ? {} : { constraint },
    ),
  busy: () =>
    new Problem(
      'database.busy',
      503,
      { zh: '数据库繁忙，多次重试后仍未成功，请稍后再试。', en: 'The database is busy; several attempts failed. Try again shortly.' },
      { retryAfter: 2 },
    ),
  unavailable: () =>
    new Problem(
      'database.unavailable',
      503,
      { zh: '暂时无法连接数据库，请稍后再试。', en: 'The database cannot be reached at the moment. Try again shortly.' },
      { retryAfter: 5 },
    ),
  slow: () =>
    new Problem(
      'database.slow',
      503,
      {
        zh: '数据库未能在限定时间内完成，未保存；请稍后再试。',
        en: 'The database did not finish in time; nothing was kept. Try again shortly.',
      },
      { retryAfter: 10 },
    ),
  full: () =>
    new Problem(
      'database.full',
      507,
      {
        zh: '数据库所在磁盘已满，未保存；请通知管理员，稍后再试。',
        en: 'The disk of the database is full; nothing was kept. Tell the administrator and try again later.',
      },
      { retryAfter: 30 },
    ),
  unexpected: () =>
    new Problem('server.error', 500, {
      zh: '服务器内部错误；反馈时请提供 traceId。',
      en: 'Something went wrong in the server; quote the traceId when you report it.',
    }),
}
