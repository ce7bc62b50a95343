import { FiguresAnswer, FiguresQuery } from '#cases/contract-figures.ts'
import { OverviewAnswer, OverviewOutlinesAnswer, OverviewQuery } from '#cases/contract-overview.ts'
import { viewOverview } from '#cases/overview.ts'
import { viewOverviewOutlines } from '#cases/overview-outlines.ts'
import { viewFigures } from '#cases/view-figures.ts'
import { keepBriefly } from '#platform/keep-briefly.ts'
import { type AnyRoute, route } from '#platform/route.ts'

/** A wall and many desks look at the same place, and what they see of it depends on their area alone: where counting is dear they share it for a moment. */
const MANY_OPEN = 20_000
const SHARED_MS = 3000
const shared = keepBriefly<Awaited<ReturnType<typeof viewOverview>>>(SHARED_MS, ({ open }) => open.now >= MANY_OPEN)

/** The city at a glance: the wall screen and the desks' map. */
export const overviewRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/figures',
    permission: 'case.read',
    summary: {
      zh: '按月、类型与下级区域的数字：上报、结束、结案、按期、超期',
      en: 'Figures by month, type and the places below: reported, ended, closed, in time, late',
    },
    tag: 'map',
    query: FiguresQuery,
    answer: FiguresAnswer,
    handle: ({ tx, actor, query }) => viewFigures(tx, actor, query),
  }),
  route({
    method: 'GET',
    path: '/api/overview',
    permission: 'case.read',
    summary: {
      zh: '一屏总览：今日上报、按期结案、在办与超期、下级区域、闭环流量、督办与预警',
      en: 'At a glance: reported today, closed in time, open and overdue, the places below, the flow of the loop, listed cases and warnings',
    },
    tag: 'map',
    query: OverviewQuery,
    answer: OverviewAnswer,
    handle: ({ tx, actor, query: { placeCode } }) =>
      shared(JSON.stringify([actor.cityId, placeCode, actor.areas]), actor.at, () => viewOverview(tx, actor, placeCode)),
  }),
  route({
    method: 'GET',
    path: '/api/overview/outlines',
    permission: 'case.read',
    summary: { zh: '总览所用的轮廓：某地与其下级', en: 'Outlines for the overview: a place and what lies directly below it' },
    tag: 'map',
    query: OverviewQuery,
    answer: OverviewOutlinesAnswer,
    handle: ({ tx, actor, query }) => viewOverviewOutlines(tx, actor, query.placeCode),
  }),
]
