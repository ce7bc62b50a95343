import type { MapGeoJSONFeature, Map as MapLibreMap } from 'maplibre-gl'
import { STAGES, type Stage } from '#cases/lifecycle.ts'
import { CASE_LAYER, CLUSTER_LAYER } from '#web/shared/map/case-layers.ts'
import type { CaseInView, ClusterInView, MapLight, MapView } from '#web/shared/map/map-props.ts'

const LIGHTS: readonly MapLight[] = ['red', 'yellow', 'green', 'none']

const lightOf = (value: unknown): MapLight => LIGHTS.find((light) => light === value) ?? 'none'
const stageOf = (value: unknown): Stage => STAGES.find((stage) => stage === value) ?? 'reported'
const placeOf = ({ geometry }: MapGeoJSONFeature): { lon: number; lat: number } => {
  const [lon = 0, lat = 0] = geometry.type === 'Point' ? geometry.coordinates : []
  return { lon, lat }
}

export const readCase = (feature: MapGeoJSONFeature): CaseInView => {
  const { id, number, stage, light, typeCode } = feature.properties
  return {
    id: String(id ?? ''),
    number: String(number ?? ''),
    stage: stageOf(stage),
    light: lightOf(light),
    typeCode: typeof typeCode === 'string' ? typeCode : null,
    ...placeOf(feature),
  }
}

export const readCluster = (feature: MapGeoJSONFeature): ClusterInView => {
  const { count, overdueCount, light } = feature.properties
  return { count: Number(count ?? 0), overdue: Number(overdueCount ?? 0), light: lightOf(light), ...placeOf(feature) }
}

export const isCluster = (feature: MapGeoJSONFeature): boolean => feature.layer.id === CLUSTER_LAYER

/** The layers of cases that are on the map now. */
export const caseLayersOf = (map: MapLibreMap): string[] => [CASE_LAYER, CLUSTER_LAYER].filter((id) => map.getLayer(id))

/** The most urgent first, then by place from north to south. */
const byUrgency = (one: { light: MapLight; lat: number }, other: { light: MapLight; lat: number }): number =>
  LIGHTS.indexOf(one.light) - LIGHTS.indexOf(other.light) || other.lat - one.lat

/** What the window shows now. */
export function readView(map: MapLibreMap): MapView {
  const box = map.getBounds()
  const layers = caseLayersOf(map)
  const features = layers.length === 0 ? [] : map.queryRenderedFeatures({ layers })
  const single = features.filter((feature) => !isCluster(feature)).map(readCase)
  // A tile's edge may show one case twice.
  const cases = [...new Map(single.map((each) => [each.id, each])).values()].sort(byUrgency)
  const clusters = features.filter(isCluster).map(readCluster).sort(byUrgency)
  return {
    bounds: { west: box.getWest(), south: box.getSouth(), east: box.getEast(), north: box.getNorth() },
    zoom: map.getZoom(),
    cases,
    clusters,
    truncated: features.some(({ properties }) => properties.truncated === true),
    total: clusters.reduce((sum, { count }) => sum + count, cases.length),
  }
}
