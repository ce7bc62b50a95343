import { FONT_FAMILY } from '#web/shared/theme/tokens.ts'

const families = FONT_FAMILY.split(',').map((family) => family.trim())

/** Fonts of labels. MapLibre draws letters from the reader's own fonts in this order and takes the weight from the first name, which no font has. */
export const MAP_FONTS: { readonly regular: string[]; readonly bold: string[] } = {
  regular: ['regular', ...families],
  bold: ['bold', ...families],
}
