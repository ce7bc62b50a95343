import { useEffect, useState } from 'react'
import type { z } from 'zod'
import type { PackAnswer, SuggestionsAnswer } from '#field/contract.ts'
import { gridAt } from '#web/field/place/grid-at.ts'
import { askPosition, type Fix, type NoFix } from '#web/field/place/position.ts'
import { useDraftKey, useField } from '#web/field/shell/field.ts'
import { useLive } from '#web/field/shell/use-live.ts'
import { readKept } from '#web/field/store/database.ts'
import { get } from '#web/shared/api/client.ts'
import type { Scanned } from './propose.ts'
import { placedAt, placedIn, REPORT, type ReportFields, type ReportPlace } from './report-fields.ts'

type Change = (changes: Partial<ReportFields>) => void

export interface Locating {
  readonly state: 'asking' | 'done' | NoFix
  readonly again: () => void
}

/** Takes the position once, for this report, as long as the form has no place; never followed. */
export function useReportPlace(hasPlace: boolean, change: Change): Locating {
  const { db, pack } = useField()
  const draftKey = useDraftKey(REPORT)
  const [asked, setAsked] = useState(0)
  const [state, setState] = useState<Locating['state']>(hasPlace ? 'done' : 'asking')
  // A thing stands where its register says, unless the person asks for the phone's own place.
  const placeUnlessKnown = async (fix: Fix): Promise<void> => {
    const draft = await db.drafts.get(draftKey)
    const known = (draft?.fields.place as ReportPlace | null | undefined)?.from === 'thing'
    if (!known || asked > 0) change(placedAt(fix, pack?.grids.items ?? []))
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked at the beginning and when the person asks again
  useEffect(() => {
    if (hasPlace && asked === 0) return
    let left = false
    setState('asking')
    void askPosition().then((fix) => {
      if (left) return
      setState(typeof fix === 'string' ? fix : 'done')
      if (typeof fix !== 'string') void placeUnlessKnown(fix)
    })
    return () => {
      left = true
    }
  }, [asked])
  return { state, again: () => setAsked((count) => count + 1) }
}

/** A position taken before the grids were here gets its grid as soon as they are. */
export function useGridLater({ place, gridCode }: ReportFields, pack: PackAnswer | null, change: Change): void {
  const found = place?.from === 'position' && gridCode === null && pack ? gridAt(pack.grids.items, place)?.code : undefined
  useEffect(() => {
    if (found !== undefined) change({ gridCode: found })
  }, [found, change])
}

/** Codes of types proposed for here and now, from the server when there is one; and those reported from this phone lately. */
export function useProposals(place: ReportPlace | null): { readonly suggested: readonly string[]; readonly recent: readonly string[] } {
  const { db } = useField()
  const [suggested, setSuggested] = useState<readonly string[]>([])
  const recent = useLive(async () => (await readKept(db, 'recent'))?.typeCodes ?? [])
  const [lon, lat] = [place?.lon.toFixed(4), place?.lat.toFixed(4)]
  useEffect(() => {
    if (lon === undefined || lat === undefined || !navigator.onLine) return
    const asking = new AbortController()
    get<z.output<typeof SuggestionsAnswer>>('/api/field/suggestions', { lon, lat }, asking.signal).then(
      ({ types }) => setSuggested(types.map(({ code }) => code)),
      () => {},
    )
    return () => asking.abort()
  }, [lon, lat])
  return { suggested, recent: recent ?? [] }
}

interface Registered {
  readonly lon: number
  readonly lat: number
  readonly gridCode: string | null
  readonly name: string
  readonly typeCode?: string
  readonly address?: string
}

/** Fills a report in from a code on the street: the grid from the pack, a thing from its register when there is a line; its code goes along anyway. */
export function useScanned(scanned: Scanned, ready: boolean, change: Change): void {
  const { pack } = useField()
  const [kind, code] = [scanned?.kind, scanned?.code ?? '']
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each code
  useEffect(() => {
    if (!kind || !ready) return
    if (kind === 'grid') {
      const grid = pack?.grids.items.find((each) => each.code === code)
      if (grid) change(placedIn(grid))
      return
    }
    change(kind === 'component' ? { componentCode: code } : { shopfrontCode: code })
    const asked = kind === 'component' ? get<Registered>(`/api/components/${encodeURIComponent(code)}`) : get<Registered>(`/api/shopfronts/${encodeURIComponent(code)}`) // biome-ignore format: two questions
    asked.then(
      ({ lon, lat, gridCode, name, typeCode, address }) => change({
        place: { lon, lat, accuracy: null, from: 'thing' }, gridCode, address: address ?? name, ...(typeCode && { typeCode, conditionNumber: null }),
      }), // biome-ignore format: one change
      () => {},
    )
  }, [kind, code, ready])
}
