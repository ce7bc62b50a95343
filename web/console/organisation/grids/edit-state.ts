import type { OutlineKind, Outlines } from '#web/console/organisation/api.ts'
import { changeVertex, type Edited, type VertexChange, weldBorders } from './borders.ts'
import { type Area, areaOf, type Polygon, polygonsOf } from './geometry.ts'

/** A grid drawn in this edit that the server does not know yet. */
export interface NewGrid {
  readonly key: string
  readonly code: string
  readonly name: string
  readonly regionClass: number
}

/** One moment of an edit. */
export interface Moment {
  readonly edited: Edited
  readonly added: readonly NewGrid[]
}

/** An edit with everything that can be taken back and done again. */
export interface EditState {
  readonly base: Edited
  readonly past: readonly Moment[]
  readonly now: Moment
  readonly future: readonly Moment[]
}

export type EditAction =
  | { readonly do: 'load'; readonly features: Outlines['features'] }
  | { readonly do: 'change'; readonly key: string; readonly change: VertexChange; readonly together: boolean }
  | { readonly do: 'set'; readonly key: string; readonly polygons: readonly Polygon[] }
  | { readonly do: 'add'; readonly grid: NewGrid; readonly outlines: Edited }
  | { readonly do: 'name'; readonly grid: NewGrid }
  | { readonly do: 'drop'; readonly key: string }
  | { readonly do: 'undo' | 'redo' | 'reset' }

const MOST_STEPS = 200
export const NOTHING: EditState = { base: {}, past: [], now: { edited: {}, added: [] }, future: [] }

const begin = (features: Outlines['features']): EditState => {
  const own = features.filter(({ properties }) => properties.role === 'child')
  const base = weldBorders(Object.fromEntries(own.map(({ id, geometry }) => [id, polygonsOf(geometry)])))
  return { base, past: [], now: { edited: base, added: [] }, future: [] }
}

const step = (state: EditState, now: Moment): EditState =>
  now === state.now ? state : { ...state, past: [...state.past.slice(-MOST_STEPS), state.now], now, future: [] }

function back(state: EditState): EditState {
  const before = state.past.at(-1)
  return before ? { ...state, past: state.past.slice(0, -1), now: before, future: [state.now, ...state.future] } : state
}

function forth(state: EditState): EditState {
  const [next, ...rest] = state.future
  return next ? { ...state, past: [...state.past, state.now], now: next, future: rest } : state
}

const without = (edited: Edited, key: string): Edited => Object.fromEntries(Object.entries(edited).filter(([each]) => each !== key))

/** Pure: an edit after one more thing was done. */
export function reduceEdit(state: EditState, action: EditAction): EditState {
  const { edited, added } = state.now
  switch (action.do) {
    case 'load':
      return begin(action.features)
    case 'change':
      return step(state, { added, edited: changeVertex(edited, action.change, action.together ? undefined : action.key) })
    case 'set':
      return step(state, { added, edited: { ...edited, [action.key]: action.polygons } })
    case 'add':
      return step(state, {
        added: [...added, action.grid],
        edited: weldBorders({ ...edited, ...action.outlines }),
      })
    case 'name':
      return { ...state, now: { edited, added: added.map((each) => (each.key === action.grid.key ? action.grid : each)) } }
    case 'drop':
      return step(state, { edited: without(edited, action.key), added: added.filter(({ key }) => key !== action.key) })
    case 'undo':
      return back(state)
    case 'redo':
      return forth(state)
    case 'reset':
      return step(state, { edited: state.base, added: [] })
  }
}

export interface ChangedOutline {
  readonly kind: OutlineKind
  readonly code: string
  readonly area: Area
}

/** The key of an outline is what it is and its code. */
const readKey = (key: string): { kind: OutlineKind; code: string } => {
  const [head, ...rest] = key.split('-')
  return { kind: head === 'unit' || head === 'division' ? head : 'management', code: rest.join('-') }
}

export interface AddedOutline {
  readonly kind: 'management' | 'unit'
  readonly code: string
  readonly communityCode: string
  readonly area: Area
}

/** The grids drawn in this edit as the server takes them; one without a code of its own stands under a made-up one while it is tried. */
export const addedOutlines = ({ now: { edited, added } }: EditState, kind: OutlineKind, communityCode: string): AddedOutline[] =>
  added.map(({ key, code }, index) => ({
    kind: kind === 'unit' ? 'unit' : 'management',
    code: code === '' || added.findIndex((each) => each.code === code) < index ? `${communityCode}-${index}` : code,
    communityCode,
    area: areaOf(edited[key] ?? []),
  }))

/** Positions apart, vertices added on an edge by welding included. */
const sameOutline = (one: readonly Polygon[] | undefined, other: readonly Polygon[]): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other)

/** The outlines the server knows that are others now. */
export const changedOutlines = ({ base, now: { edited } }: EditState): ChangedOutline[] =>
  Object.entries(edited)
    .filter(([key, polygons]) => base[key] !== undefined && !sameOutline(base[key], polygons))
    .map(([key, polygons]) => ({ ...readKey(key), area: areaOf(polygons) }))
