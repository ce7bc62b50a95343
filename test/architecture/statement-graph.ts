/** What a column or value of a statement is called while it is judged: 's3.c.city_id' is column city_id of source c in scope 3. */
export type Term = string

/** Given with the statement itself: a parameter or a constant. */
export const GIVEN: Term = 'given'

/** `target` is one city's as soon as all of `from` are. */
interface Step {
  readonly target: Term
  readonly from: readonly Term[]
}

/** What holds what to one city: conclusions drawn from equalities, in the direction in which they hold rows back. */
export class CityGraph {
  readonly #steps: Step[] = []

  add(target: Term | undefined, from: readonly (Term | undefined)[]): void {
    const known = from.flatMap((term) => (term === undefined ? [] : [term]))
    if (target !== undefined && target !== GIVEN && known.length === from.length && from.length > 0)
      this.#steps.push({ target, from: known })
  }

  /** Every term that is held to a city given with the statement. */
  held(): Set<Term> {
    const held = new Set<Term>([GIVEN])
    for (;;) {
      const next = this.#steps.filter(({ target, from }) => !held.has(target) && from.every((term) => held.has(term)))
      if (next.length === 0) return held
      for (const { target } of next) held.add(target)
    }
  }
}
