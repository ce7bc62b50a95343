import { PackQuery, SuggestionsAnswer, SuggestionsQuery, TasksAnswer, TasksQuery } from '#field/contract.ts'
import { sendPack } from '#field/send-pack.ts'
import { suggestTypes } from '#field/suggest-types.ts'
import { viewTasks } from '#field/view-tasks.ts'
import { type AnyRoute, rawRoute, route } from '#platform/route.ts'

const tag = 'field'

/** What a phone asks for before and during a shift. */
export const fieldRoutes: readonly AnyRoute[] = [
  rawRoute({
    method: 'GET',
    path: '/api/field/pack',
    permission: 'case.read-own',
    summary: { zh: '外勤包：一个班次离线所需的一切（带 ETag）', en: 'All a phone needs for a shift without a network, with an ETag' },
    tag,
    query: PackQuery,
    answerType: 'application/json; charset=utf-8',
    alsoAnswers: [304],
    handle: ({ tx, actor, query, exchange }) => sendPack(tx, actor, query, exchange),
  }),
  route({
    method: 'GET',
    path: '/api/field/tasks',
    permission: 'case.read-own',
    summary: {
      zh: '外勤任务：待核实、核查、签收、反馈；since 只取变化',
      en: 'What waits for me on the street; with since only what changed and what is gone',
    },
    tag,
    query: TasksQuery,
    answer: TasksAnswer,
    handle: ({ tx, actor, query }) => viewTasks(tx, actor, query.since),
  }),
  route({
    method: 'GET',
    path: '/api/field/suggestions',
    permission: 'case.report',
    summary: {
      zh: '建议的问题类型：附近、本人近期、同一时段',
      en: 'Types to propose: reported near here, by me lately, at this time of day',
    },
    tag,
    query: SuggestionsQuery,
    answer: SuggestionsAnswer,
    handle: ({ tx, actor, query }) => suggestTypes(tx, actor, query),
  }),
]
