/** The check the tool makes before it writes: children cover their parent exactly. */
import type { Cell } from './divide-district.ts'
import { polygonEdges } from './ring-measures.ts'
import { cancelTwins } from './trace-rings.ts'

/**
 * Whether the cells of each parent cover it without gap or overlap: all their edges and the parent's reversed cancel to nothing.
 * @throws naming the first parent that is not covered exactly.
 */
export function checkNesting(parents: readonly Cell[], children: readonly Cell[]): void {
  const byParent = Map.groupBy(children, (child) => child.parentCode)
  for (const parent of parents) {
    const own = byParent.get(parent.code)
    if (!own) continue
    const reversed = polygonEdges(parent.polygons).map(([from, to]) => [to, from] as const)
    const left = cancelTwins([...own.flatMap((child) => polygonEdges(child.polygons)), ...reversed])
    if (left.length > 0) throw new Error(`${parent.code} ${parent.name}: ${left.length} edges of its parts do not fit`)
  }
}
