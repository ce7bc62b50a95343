import type { FastifyError } from 'fastify'
import { problemOfDatabase } from '#platform/database-errors.ts'
import { httpProblems } from '#platform/http-problems.ts'
import type { Locale } from '#platform/locale.ts'
import { type Bilingual, Problem } from '#platform/problem.ts'

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8'

const titles: Readonly<Record<number, Bilingual>> = {
  400: { zh: '请求无效', en: 'Bad request' },
  401: { zh: '需要登录', en: 'Sign-in required' },
  403: { zh: '没有权限', en: 'Not permitted' },
  404: { zh: '未找到', en: 'Not found' },
  405: { zh: '方法不允许', en: 'Method not allowed' },
  408: { zh: '请求超时', en: 'Request timeout' },
  409: { zh: '冲突', en: 'Conflict' },
  413: { zh: '内容过大', en: 'Content too large' },
  414: { zh: '地址过长', en: 'Address too long' },
  415: { zh: '不支持的内容类型', en: 'Unsupported media type' },
  422: { zh: '无法处理', en: 'Cannot be processed' },
  429: { zh: '请求过多', en: 'Too many requests' },
  431: { zh: '请求头过大', en: 'Headers too large' },
  503: { zh: '服务暂不可用', en: 'Service unavailable' },
  507: { zh: '存储空间不足', en: 'Insufficient storage' },
}
const failure: Bilingual = { zh: '服务器错误', en: 'Server error' }

const isFastifyError = (error: unknown): error is FastifyError => error instanceof Error && 'code' in error && 'statusCode' in error

/** What the framework itself refused, in our words; undefined when the fault is ours. */
function problemOfFramework(error: unknown, bodyLimit: number): Problem | undefined {
  if (!isFastifyError(error)) return undefined
  if (error.statusCode === 413) return httpProblems.tooLarge(bodyLimit)
  if (error.statusCode === 414) return httpProblems.addressTooLong()
  if (error.statusCode === 415) return httpProblems.mediaType('application/json')
  return error.statusCode === 400 ? httpProblems.malformed() : undefined
}

/** The problem a thrown value means to a client; an unknown one becomes server.error and tells nothing of itself. */
export const problemOf = (error: unknown, bodyLimit: number): Problem =>
  error instanceof Problem ? error : (problemOfDatabase(error) ?? problemOfFramework(error, bodyLimit) ?? httpProblems.unexpected())

/** The body of an error answer (RFC 9457). `details` cannot replace the standard members. */
export const problemBody = (problem: Problem, locale: Locale, traceId: string): Record<string, unknown> => ({
  ...problem.details,
  type: `urn:wangge:problem:${problem.code}`,
  title: (titles[problem.status] ?? failure)[locale],
  status: problem.status,
  code: problem.code,
  detail: problem.text[locale],
  traceId,
})
