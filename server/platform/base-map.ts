/** An outside map drawn under our own tiles: `raster` is a template of images ({z}, {x}, {y}), `style` the address of a MapLibre style. */
export interface BaseMap {
  readonly kind: 'raster' | 'style'
  readonly url: string
  readonly attribution: string
}

const CELLS = ['{z}', '{x}', '{y}']
const LONGEST = 2000
const placed = (url: string): string => CELLS.reduce((text, cell) => text.replaceAll(cell, '0'), url)

/** An address everybody is told: http(s), without user or password, with no place left open but those of a tile. */
function isOpenAddress(url: string): boolean {
  const text = placed(url)
  if (/[{}]/.test(text) || !URL.canParse(text)) return false
  const { protocol, username, password } = new URL(text)
  return (protocol === 'https:' || protocol === 'http:') && username === '' && password === ''
}

/**
 * Reads `<address> <attribution>`: an address with {z}, {x} and {y} is a raster template, one with none of them a MapLibre style.
 * Undefined when it breaks the rule; the attribution is asked for because every publisher of maps asks for it.
 */
export function readBaseMap(text: string): BaseMap | undefined {
  const [, url = '', attribution = ''] = /^(\S+)\s+(\S.*)$/s.exec(text.trim()) ?? []
  const named = CELLS.filter((cell) => url.includes(cell)).length
  const known = named === 0 || named === CELLS.length
  // The host is fixed: an address with the tile's place in its host could not be allowed by name.
  const hostFixed = !/^https?:\/\/[^/]*[{}]/i.test(url)
  if (text.length > LONGEST || attribution === '' || !known || !hostFixed || !isOpenAddress(url)) return undefined
  return { kind: named === 0 ? 'style' : 'raster', url, attribution }
}

/** The one origin a browser must be allowed to ask for a base map, such as https://tiles.example.org. */
export const originOf = ({ url }: BaseMap): string => new URL(placed(url)).origin
