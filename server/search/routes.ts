import { type AnyRoute, route } from '#platform/route.ts'
import { SearchAnswer, SearchQuery } from '#search/contract.ts'
import { searchAll } from '#search/search-all.ts'

export const searchRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/search',
    permission: 'signed-in',
    tag: 'search',
    summary: {
      zh: '全局搜索：案卷、问题类型、地点、岗位、台账（汉字、拼音或首字母）',
      en: 'Search everything: cases, problem types, places, posts, registers; Chinese, pinyin or initials',
    },
    query: SearchQuery,
    answer: SearchAnswer,
    handle: ({ tx, actor, query }) => searchAll(tx, actor, query.q),
  }),
]
