/** Every colour, size and length of the pages. Nothing else in web/ names a colour (test/web/tokens.test.ts sees to it). */

const FONT = "-apple-system, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', 'Segoe UI', Roboto, sans-serif"

/** A colour as `#RRGGBB`. */
export type Hex = `#${string}`

/** Lights mean time running out and nothing else; each has a shape beside it (shared/time/light.tsx). */
export interface Palette {
  readonly accent: Hex
  readonly accentSoft: Hex
  readonly onAccent: Hex
  readonly ground: Hex
  readonly surface: Hex
  readonly raised: Hex
  readonly line: Hex
  readonly text: Hex
  readonly textSecondary: Hex
  readonly textFaint: Hex
  readonly hover: Hex
  readonly selected: Hex
  readonly green: Hex
  readonly yellow: Hex
  readonly red: Hex
  readonly deepRed: Hex
  readonly standing: Hex
  readonly greenSoft: Hex
  readonly yellowSoft: Hex
  readonly redSoft: Hex
  readonly water: Hex
  readonly land: Hex
  readonly boundary: Hex
  readonly shadow: string
}

const light: Palette = {
  accent: '#0F6E84',
  accentSoft: '#E3F1F4',
  onAccent: '#FFFFFF',
  ground: '#F4F6F7',
  surface: '#FFFFFF',
  raised: '#FFFFFF',
  line: '#DDE2E5',
  text: '#1B2429',
  textSecondary: '#4C5A62',
  textFaint: '#5E6C74',
  hover: '#F0F4F5',
  selected: '#E3F1F4',
  green: '#1B7840',
  yellow: '#946200',
  red: '#C22F22',
  deepRed: '#8A1414',
  standing: '#5E6C74',
  greenSoft: '#E4F3E9',
  yellowSoft: '#FBF0D6',
  redSoft: '#FBE6E3',
  water: '#CFE3EE',
  land: '#F1F3F1',
  boundary: '#8FA0A8',
  shadow: 'rgba(20, 40, 50, 0.16)',
}

const dark: Palette = {
  accent: '#4FB3C8',
  accentSoft: '#163842',
  onAccent: '#06222A',
  ground: '#11171A',
  surface: '#182024',
  raised: '#20292E',
  line: '#313C42',
  text: '#E7ECEE',
  textSecondary: '#B3BFC5',
  textFaint: '#93A1A8',
  hover: '#1F292E',
  selected: '#163842',
  green: '#5CC488',
  yellow: '#E3B341',
  red: '#F4786B',
  deepRed: '#FF9C8F',
  standing: '#93A1A8',
  greenSoft: '#173425',
  yellowSoft: '#3A2F12',
  redSoft: '#43211D',
  water: '#1B3644',
  land: '#1A2226',
  boundary: '#56666E',
  shadow: 'rgba(0, 0, 0, 0.5)',
}

export const PALETTES = { light, dark } as const

/** What is different over the light palette for whoever needs strong contrast: every text at least 7:1 (WCAG 1.4.6), every edge seen. */
export const CONTRAST: Partial<Palette> = {
  accent: '#00455A',
  ground: '#FFFFFF',
  line: '#1B2429',
  text: '#000000',
  textSecondary: '#1B2429',
  textFaint: '#2A363C',
  red: '#8A1414',
  green: '#0B4F26',
}
export type ThemeName = keyof typeof PALETTES

/** Lengths in CSS pixels. */
export const SIZES = {
  fontSize: 14,
  fontSizeDense: 13,
  lineHeight: 22,
  row: 40,
  rhythm: 8,
  radius: 4,
  header: 48,
  phoneFont: 16,
  phoneRow: 56,
  phoneTarget: 48,
  motion: 140,
} as const

export const FONT_FAMILY = FONT

/** `accentSoft` as `accent-soft`. */
export const dashed = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** The tokens as custom properties: accentSoft becomes --accent-soft; lengths get their unit. */
export const customProperties = (theme: ThemeName): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(Object.entries(PALETTES[theme]).map(([name, value]) => [`--${dashed(name)}`, value])),
  ...Object.fromEntries(
    Object.entries(SIZES).map(([name, value]) => [`--${dashed(name)}`, name === 'motion' ? `${value}ms` : `${value}px`]),
  ),
  '--font': FONT,
})
