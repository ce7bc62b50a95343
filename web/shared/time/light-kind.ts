export type LightColour = 'green' | 'yellow' | 'red'
/** Deep red stands for twice the limit and more. */
export type LightKind = LightColour | 'deepRed' | 'standing' | 'none'

/** `used` is the share of the limit: 1 when due, 2 when as long again has passed. */
export const lightKind = (light: LightColour | null, used: number | null, standing = false): LightKind =>
  standing ? 'standing' : light === null ? 'none' : light === 'red' && used !== null && used >= 2 ? 'deepRed' : light
