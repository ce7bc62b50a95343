import type { Outcome } from '#messages/retry-rules.ts'

const LONGEST_ANSWER = 65_536

export interface HttpCall {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Milliseconds for the whole exchange. */
  readonly longest: number
}

const isTimeout = (error: unknown): boolean => error instanceof Error && error.name === 'TimeoutError'

/** The body of an answer, as far as anybody needs it. */
async function readShort(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.length
    if (size > LONGEST_ANSWER) break
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** Sends JSON by POST within its time; follows no redirect, which could lead anywhere. What the answer means is for `judge`; no answer is "later". */
export async function postJson(
  { url, headers, body, longest }: HttpCall,
  judge: (status: number, text: string) => Outcome,
): Promise<Outcome> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json; charset=utf-8', 'user-agent': 'wangge' },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(longest),
    })
    return judge(response.status, await readShort(response))
  } catch (error) {
    return { kind: 'later', reason: isTimeout(error) ? 'timeout' : 'unreachable', tired: true }
  }
}
