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
      { expected },
    ),
  fileMissing: () =>
    new Problem(
      'request.file_missing',
      400,
      { zh: '表单中须有且仅有一个名为 file 的文件。', en: 'The form must hold exactly one file, in the field "file".' },
      { field: 'file' },
    ),
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
    new Problem('database.busy', 503, {
      zh: '数据库繁忙，多次重试后仍未成功，请稍后再试。',
      en: 'The database is busy; several attempts failed. Try again shortly.',
    }),
  unavailable: () =>
    new Problem('database.unavailable', 503, {
      zh: '暂时无法连接数据库，请稍后再试。',
      en: 'The database cannot be reached at the moment. Try again shortly.',
    }),
  unexpected: () =>
    new Problem('server.error', 500, {
      zh: '服务器内部错误；反馈时请提供 traceId。',
      en: 'Something went wrong in the server; quote the traceId when you report it.',
    }),
}
