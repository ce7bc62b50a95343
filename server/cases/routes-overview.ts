import { OverviewAnswer, OverviewQuery } from '#cases/contract-overview.ts'
import { viewOverview } from '#cases/overview.ts'
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
]
