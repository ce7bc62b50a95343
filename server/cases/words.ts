import type { Origin } from '#cases/case-state.ts'
import type { CHANNELS } from '#cases/contract.ts'
import type { PendingKind } from '#cases/lifecycle.ts'
import type { Light } from '#catalogue/time-limit.ts'
import type { Level } from '#platform/actor.ts'
import type { Bilingual } from '#platform/problem.ts'

/** The words for what a case's columns hold, the same on every screen and in every export. Stages: STAGE_NAMES; actions: ACTIONS (lifecycle.ts); urgency: URGENCY_NAMES (catalogue). */
type Words<Key extends string> = Readonly<Record<Key, Bilingual>>

export type Channel = (typeof CHANNELS)[number]

/** Through which channel a problem came in. */
export const CHANNEL_NAMES: Words<Channel> = {
  patrol: { zh: '网格巡查', en: 'Patrol' },
  hotline: { zh: '12319 热线', en: '12319 hotline' },
  web: { zh: '网络', en: 'Web' },
  media: { zh: '媒体', en: 'Media' },
  drone: { zh: '无人机', en: 'Drone' },
  video: { zh: '视频监控', en: 'Video' },
  sensor: { zh: '物联感知', en: 'Sensor' },
  satellite: { zh: '卫星遥感', en: 'Satellite' },
  app: { zh: '移动端', en: 'Mobile app' },
  other: { zh: '其他', en: 'Other' },
}

/** Who or what found it. */
export const ORIGIN_NAMES: Words<Origin> = {
  inspector: { zh: '监督员上报', en: 'Inspector' },
  public: { zh: '公众上报', en: 'Public' },
  sensor: { zh: '设备感知', en: 'Sensor' },
  satellite: { zh: '卫星遥感', en: 'Satellite' },
  operator: { zh: '受理员登记', en: 'Operator' },
}

export const LEVEL_NAMES: Words<Level> = {
  city: { zh: '市级', en: 'City' },
  district: { zh: '区级', en: 'District' },
  street: { zh: '街道级', en: 'Street' },
  community: { zh: '社区级', en: 'Community' },
}

/** Requests of a unit that await a ruling. */
export const PENDING_NAMES: Words<PendingKind> = {
  return: { zh: '回退待裁', en: 'Return to be ruled on' },
  extension: { zh: '延期待批', en: 'Extension to be ruled on' },
  suspension: { zh: '挂账待批', en: 'Suspension to be ruled on' },
}

export const LIGHT_NAMES: Words<Light> = {
  green: { zh: '绿灯', en: 'Green' },
  yellow: { zh: '黄灯', en: 'Yellow' },
  red: { zh: '红灯', en: 'Red' },
}
