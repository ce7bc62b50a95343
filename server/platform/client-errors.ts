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

const METHOD = /^[A-Z-]{3,14} /

/**
 * How an answer may end. The parser gave up before it told the method, and hands over only what it read last: that begins with the method where it is
 * the first of the connection, or looks like it. An answer to HEAD ends with its headers; whoever cannot be told apart gets an empty one.
 */
function endOf({ rawPacket }: ClientError, socket: Socket): 'headers' | 'empty' | 'body' {
  if (!Buffer.isBuffer(rawPacket)) return 'body'
  const begins = rawPacket.subarray(0, 15).toString('latin1')
  if (begins.startsWith('HEAD ')) return 'headers'
  return METHOD.test(begins) || socket.bytesRead === rawPacket.length ? 'body' : 'empty'
}

function problemOf({ code }: ClientError): Problem {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return httpProblems.tooSlow()
  return code === 'HPE_HEADER_OVERFLOW' ? httpProblems.headersTooLarge() : httpProblems.badRequest()
}

/** What cannot be read as a request asks for no language: the answer is in both. */
function answerTo(error: ClientError, socket: Socket): string {
  const problem = problemOf(error)
  const traceId = newId()
  const [zh, en] = [problemBody(problem, 'zh', traceId), problemBody(problem, 'en', traceId)]
  const both = { title: `${zh.title} / ${en.title}`, detail: `${zh.detail} / ${en.detail}` }
  const body = JSON.stringify({ ...zh, ...both })
  const end = endOf(error, socket)
  const headers = {
    ...SECURITY_HEADERS,
    'content-type': PROBLEM_TYPE,
    'content-length': String(end === 'empty' ? 0 : Buffer.byteLength(body)),
    'x-request-id': traceId,
    connection: 'close',
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\n${lines.join('')}\r\n${end === 'body' ? body : ''}`
}

/** Answers what the HTTP parser refused or gave up waiting for, then closes. */
export function answerClientError(error: ClientError, socket: Socket): void {
  // One connection can be wrong many times over before the answer has left it.
  if (error.code === 'ECONNRESET' || socket.destroyed || socket.writableEnded) return
  if (socket.writable) socket.end(answerTo(error, socket))
  socket.destroySoon()
}
