/** Something that happens at an instant (ms since 1970). */
export interface Entry {
  readonly at: number
  /** What comes first of one instant: the clock's own work (−1) before that of the cases in the order of their index. */
  readonly index: number
}

const before = (a: Entry, b: Entry): boolean => a.at < b.at || (a.at === b.at && a.index < b.index)

/** What is to come, earliest first (a binary heap). */
export class Agenda<Item extends Entry> {
  private readonly heap: Item[] = []

  push(item: Item): void {
    const { heap } = this
    let place = heap.push(item) - 1
    while (place > 0) {
      const parent = (place - 1) >> 1
      if (!this.swapIfBefore(place, parent)) return
      place = parent
    }
  }

  pop(): Item | undefined {
    const { heap } = this
    const first = heap[0]
    const last = heap.pop()
    if (first === undefined || last === undefined || heap.length === 0) return first
    heap[0] = last
    this.sink()
    return first
  }

  private sink(): void {
    let place = 0
    for (;;) {
      const [left, right] = [2 * place + 1, 2 * place + 2]
      const child = this.isBefore(right, left) ? right : left
      if (!this.swapIfBefore(child, place)) return
      place = child
    }
  }

  private isBefore(place: number, other: number): boolean {
    const [a, b] = [this.heap[place], this.heap[other]]
    return a !== undefined && b !== undefined && before(a, b)
  }

  private swapIfBefore(place: number, other: number): boolean {
    const [a, b] = [this.heap[place], this.heap[other]]
    if (a === undefined || b === undefined || !before(a, b)) return false
    this.heap[place] = b
    this.heap[other] = a
    return true
  }
}
