/** One open event stream as a page keeps it. */
export interface EventReader {
  /** The topic of the first event about a subject; fails after ten seconds. */
  untilHeard(subjectId: string): Promise<string>
  close(): void
}

export async function openEvents(url: string, authorization: string): Promise<EventReader> {
  const leaving = new AbortController()
  const answer = await fetch(`${url}/api/stream`, { headers: { authorization }, signal: leaving.signal })
  if (!answer.ok || !answer.body) throw new Error(`the stream answers ${answer.status}`)
  let text = ''
  const read = async (): Promise<void> => {
    const decoder = new TextDecoder()
    for await (const chunk of answer.body ?? []) text += decoder.decode(chunk, { stream: true })
  }
  read().catch(() => {})
  return {
    async untilHeard(subjectId) {
      for (let turn = 0; turn < 200; turn++) {
        const event = text.split('\n\n').find((each) => each.includes(`"subjectId":"${subjectId}"`))
        if (event) return /^event: (.*)$/m.exec(event)?.[1] ?? ''
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
      throw new Error(`nothing was heard of ${subjectId}:\n${text}`)
    },
    close: () => leaving.abort(),
  }
}
