import { randomBytes } from 'node:crypto'
import type { Someone } from './people.ts'

/** A word that stands for something only some may see: found anywhere in an answer to somebody else, it is a leak. */
export interface Mark {
  readonly word: string
  readonly what: string
  seenBy(someone: Someone, address: string): boolean
}

const BEGIN = 'zq'
const END = 'qz'

/** Words that cannot come about by chance, and who may meet them. */
export class Marks {
  readonly #all = new Map<string, Mark>()

  /** A new word for `what`; lower-case letters and digits, so that no search folds it into another. */
  word(what: string, seenBy: Mark['seenBy']): string {
    const word = `${BEGIN}${randomBytes(5).toString('hex')}${END}`
    this.#all.set(word, { word, what, seenBy })
    return word
  }

  /** An id or a number that stands for what it belongs to. */
  id(id: string, what: string, seenBy: Mark['seenBy']): void {
    this.#all.set(id, { word: id, what, seenBy })
  }

  get size(): number {
    return this.#all.size
  }

  /** What an answer tells somebody that they may not know; what they said themselves in asking is no news to them. */
  leaks(answer: string, asked: string, someone: Someone, address: string): string[] {
    const words = answer.match(/zq[0-9a-f]{10}qz|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\d{6}-\d{8}-\w{6}/g) ?? []
    return [...new Set(words)].flatMap((word) => {
      const mark = this.#all.get(word)
      return mark && !asked.includes(word) && !mark.seenBy(someone, address) ? [`${mark.what} (${word})`] : []
    })
  }
}
