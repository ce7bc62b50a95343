import { OverviewAnswer, OverviewOutlinesAnswer, OverviewQuery } from '#cases/contract-overview.ts'
import { viewOverview } from '#cases/overview.ts'
import { viewOverviewOutlines } from '#cases/overview-outlines.ts'
import { type AnyRoute, route } from '#platform/route.ts'

/** The city at a glance: the wall screen and the desks' map. */
export const overviewRoutes: readonly AnyRoute[] = [
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
    handle: ({ tx, actor, query }) => viewOverview(tx, actor, query.placeCode),
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
