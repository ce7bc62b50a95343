import type { Palette } from '#web/shared/theme/tokens.ts'

/** How outlines look while they are edited. */
export function drawingStyles(palette: Palette) {
  const { accent, textSecondary: line, surface } = palette
  return {
    polygon: {
      fillColor: accent,
      fillOpacity: 0.06,
      outlineColor: line,
      outlineWidth: 1.5,
      closingPointColor: surface,
      closingPointWidth: 6,
      closingPointOutlineColor: accent,
      closingPointOutlineWidth: 2,
      snappingPointColor: accent,
      snappingPointWidth: 5,
      snappingPointOutlineColor: surface,
      snappingPointOutlineWidth: 2,
    },
    select: {
      selectedPolygonColor: accent,
      selectedPolygonFillOpacity: 0.14,
      selectedPolygonOutlineColor: accent,
      selectedPolygonOutlineWidth: 3,
      selectionPointColor: surface,
      selectionPointWidth: 5,
      selectionPointOutlineColor: accent,
      selectionPointOutlineWidth: 2,
      midPointColor: accent,
      midPointWidth: 3,
      midPointOutlineColor: surface,
      midPointOutlineWidth: 1,
    },
  }
}
