import type { PackAnswer } from '#field/contract.ts'
import type { PackedType } from './report-fields.ts'

const MOST = 6

/** Types to choose from at one tap: what the server proposes for here and now, then what was reported from this phone lately, then the first of the catalogue. The chosen one joins them without moving the others under the thumb. */
export function proposedTypes(
  types: readonly PackedType[],
  suggested: readonly string[],
  recent: readonly string[],
  chosen: string | null,
): PackedType[] {
  const byCode = new Map(types.map((type) => [type.code, type]))
  const codes = [...suggested, ...recent, ...types.slice(0, MOST).map(({ code }) => code)]
  const proposed = [...new Set(codes)].flatMap((code) => byCode.get(code) ?? []).slice(0, MOST)
  const found = chosen === null || proposed.some(({ code }) => code === chosen) ? undefined : byCode.get(chosen)
  return found ? [found, ...proposed.slice(0, MOST - 1)] : proposed
}

/** Types a search finds: by name in either language, by its initials in pinyin, by code. */
export function foundTypes(types: readonly PackedType[], text: string): readonly PackedType[] {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return types
  return types.filter(({ name, nameEn, initials, code }) =>
    [name, nameEn, initials, code].some((each) => each.toLowerCase().includes(wanted)),
  )
}

/** The newest first, each once. */
export const withRecent = (recent: readonly string[], code: string): string[] =>
  [code, ...recent.filter((each) => each !== code)].slice(0, MOST)

/** A code on the street leads here: what the address says of it. */
export type Scanned = { readonly kind: 'grid' | 'component' | 'shopfront'; readonly code: string } | null
export function scannedIn(query: URLSearchParams): Scanned {
  for (const kind of ['grid', 'component', 'shopfront'] as const) {
    const code = query.get(kind)
    if (code) return { kind, code }
  }
  return null
}

export const packedTypes = (pack: PackAnswer | null): readonly PackedType[] => pack?.catalogue?.types ?? []
