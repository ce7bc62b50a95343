import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { SECURITY_HEADERS } from '#platform/http-headers.ts'
import { httpProblems } from '#platform/http-problems.ts'
import { newId } from '#platform/identifier.ts'
import type { Problem } from '#platform/problem.ts'
import { PROBLEM_TYPE, problemBody } from '#platform/problem-answer.ts'

/**
 * How long a client may take, ms: from the first byte to the end of the headers, and to the end of the body (15 MB at one megabit a second).
 * Who is slower holds a socket, so they are told and cut off.
 */
export interface RequestTimes {
  readonly headers: number
  readonly request: number
  /** How often the slow are looked for. */
  readonly check: number
}
export const REQUEST_TIMES: RequestTimes = { headers: 15_000, request: 150_000, check: 5000 }

type ClientError = Error & { readonly code?: string; readonly rawPacket?: unknown }

/** The parser gave up before it told the method, but what it read begins with it. An answer to HEAD ends with its headers. */
const asksForHead = ({ rawPacket }: ClientError): boolean =>
  Buffer.isBuffer(rawPacket) && rawPacket.subarray(0, 5).toString('latin1') === 'HEAD '

function problemOf({ code }: ClientError): Problem {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return httpProblems.tooSlow()
  return code === 'HPE_HEADER_OVERFLOW' ? httpProblems.headersTooLarge() : httpProblems.badRequest()
}

/** What cannot be read as a request asks for no language: the answer is in both. */
function answerTo(error: ClientError): string {
  const problem = problemOf(error)
  const traceId = newId()
  const [zh, en] = [problemBody(problem, 'zh', traceId), problemBody(problem, 'en', traceId)]
  const both = { title: `${zh.title} / ${en.title}`, detail: `${zh.detail} / ${en.detail}` }
  const body = JSON.stringify({ ...zh, ...both })
  const headers = {
    ...SECURITY_HEADERS,
    'content-type': PROBLEM_TYPE,
    'content-length': String(Buffer.byteLength(body)),
    'x-request-id': traceId,
    connection: 'close',
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\n${lines.join('')}\r\n${asksForHead(error) ? '' : body}`
}

/** Answers what the HTTP parser refused or gave up waiting for, then closes. */
export function answerClientError(error: ClientError, socket: Socket): void {
  // One connection can be wrong many times over before the answer has left it.
  if (error.code === 'ECONNRESET' || socket.destroyed || socket.writableEnded) return
  if (socket.writable) socket.end(answerTo(error))
  socket.destroySoon()
}
