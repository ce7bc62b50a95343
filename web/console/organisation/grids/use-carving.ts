import { App } from 'antd'
import { type Dispatch, useRef } from 'react'
import { type Carved, carveGrid, type OutlineKind } from '#web/console/organisation/api.ts'
import { useWords } from '#web/shared/language/language.ts'
import { useErrorText } from '#web/shared/states/states.tsx'
import type { Edited } from './borders.ts'
import type { EditAction, EditState } from './edit-state.ts'
import { areaOf, polygonsOf, type Ring } from './geometry.ts'
import { gridsWords } from './words.ts'

interface Drawing {
  readonly state: EditState
  readonly dispatch: Dispatch<EditAction>
  readonly parentCode: string
  readonly kind: OutlineKind
  readonly on: string
}

/** Takes a ring drawn by hand as a new grid: the others give it its ground, in one step that can be taken back. Answers with its key. */
export function useCarving({ state, dispatch, parentCode, kind, on }: Drawing): (ring: Ring) => Promise<string> {
  const words = useWords(gridsWords)
  const errorText = useErrorText()
  const { message } = App.useApp()
  const count = useRef(0)
  const ask = async (ring: Ring): Promise<Carved | null> => {
    const others = Object.entries(state.now.edited).map(([key, polygons]) => ({ key, area: areaOf(polygons) }))
    try {
      return await carveGrid({ parent: parentCode, kind: kind === 'unit' ? 'unit' : 'management', area: areaOf([[ring]]), others, on })
    } catch (error) {
      message.error(errorText(error))
      return null
    }
  }
  return async (ring) => {
    const key = `new-${++count.current}`
    const carved = await ask(ring)
    if (carved && carved.swallowed.length > 0) message.warning(words.swallowed(carved.swallowed.length))
    const code = freeCode(carved?.code ?? parentCode, state)
    dispatch({ do: 'add', grid: { key, code, name: '', regionClass: 1 }, outlines: { ...givenBy(carved), [key]: groundOf(ring, carved) } })
    return key
  }
}

const givenBy = (carved: Carved | null): Edited =>
  Object.fromEntries((carved?.others ?? []).map(({ key, area }) => [key, polygonsOf(area)]))

/** As drawn where nothing of it lies inside: the check then says so. */
const groundOf = (ring: Ring, carved: Carved | null) => (carved?.area ? polygonsOf(carved.area) : [[ring]])

/** The server knows nothing of grids that are drawn and not saved: the next code after theirs. */
function freeCode(code: string, { now: { added } }: EditState): string {
  const taken = added.map((each) => each.code)
  let free = code
  while (taken.includes(free)) free = String(BigInt(free) + 1n).padStart(code.length, '0')
  return free
}
