import { TILE_TYPE } from '#cases/tiles.ts'
import { taggedAnswer, tagMatches } from '#platform/entity-tag.ts'
import { PHOTO_BYTES } from '#platform/photo.ts'
import { type AnyRoute, rawRoute, route, uploadRoute } from '#platform/route.ts'
import {
  AboutAnswer,
  FormAnswer,
  MeTooAnswer,
  MeTooBody,
  NearAnswer,
  NearQuery,
  PhotoBody,
  PhotoTaken,
  PlacesAnswer,
  PlacesQuery,
  RefParams,
  ReportAnswer,
  ReportBody,
  TopicsAnswer,
  TopicsQuery,
} from '#portal/contract.ts'
import { LookupAnswer, LookupBody, PhotoParams, RateAnswer, RateBody, WishBody, WishTaken } from '#portal/contract-lookup.ts'
import { PublicTileParams } from '#portal/contract-map.ts'
import { PublicReportAnswer, PublicReportParams } from '#portal/contract-office.ts'
import { drawPublicGround, drawPublicTile } from '#portal/draw-public-tile.ts'
import { addMeToo, listNear } from '#portal/list-near.ts'
import { listPlaces } from '#portal/list-places.ts'
import { listTopics } from '#portal/list-topics.ts'
import { lookUpCase } from '#portal/look-up-case.ts'
import type { PortalParts } from '#portal/parts.ts'
import { openTicket } from '#portal/photo-ticket.ts'
import { portalProblems } from '#portal/problems.ts'
import { rateReport } from '#portal/rate-report.ts'
import { receivePortalPhoto } from '#portal/receive-photo.ts'
import { reportProblem } from '#portal/report-problem.ts'
import { subscriptionRoutes } from '#portal/routes-subscriptions.ts'
import { giveForm } from '#portal/take-form.ts'
import { viewAbout } from '#portal/view-about.ts'
import { viewPublicReport } from '#portal/view-public-report.ts'
import { wishLater } from '#portal/wish-later.ts'

/** The same for everybody, so any cache on the way may keep it. */
const [ONE_MINUTE, ONE_HOUR] = ['public, max-age=60', 'public, max-age=3600']
const open = { permission: 'public', tag: 'portal' } as const

/** What is sent without an account: a form, photos, a report, "me too". */
const sendingRoutes = (parts: PortalParts): readonly AnyRoute[] => [
  route({
    ...open,
    method: 'GET',
    path: '/api/portal/form',
    summary: { zh: '取一张上报表单的凭证', en: 'A token for one form' },
    answer: FormAnswer,
    limit: 'portal',
    alsoAnswers: [403],
    handle: ({ tx, actor }) => giveForm(tx, actor, parts),
  }),
  uploadRoute({
    ...open,
    method: 'POST',
    path: '/api/portal/photos',
    summary: { zh: '随表单上传照片（无须账号）', en: 'Upload a photo for a form, without an account' },
    body: PhotoBody,
    uploadLimit: PHOTO_BYTES,
    answer: PhotoTaken,
    status: 201,
    limit: 'portalUpload',
    alsoAnswers: [403],
    transaction: 'own',
    handle: ({ tx, files, actor, upload, body }) => receivePortalPhoto(tx, files, actor, parts, upload.bytes, body),
  }),
  route({
    ...open,
    method: 'POST',
    path: '/api/portal/reports',
    summary: {
      zh: '居民上报（无须账号）：答复编号、查询码与答复期限',
      en: 'Report without an account: answers number, code and by when it is decided',
    },
    body: ReportBody,
    answer: ReportAnswer,
    status: 201,
    limit: 'portal',
    alsoAnswers: [403],
    handle: ({ tx, actor, body }) => reportProblem(tx, actor, parts, body),
  }),
  route({
    ...open,
    method: 'POST',
    path: '/api/portal/cases/:ref/me-too',
    summary: { zh: '我也遇到（只计数）', en: 'Me too: it only counts' },
    params: RefParams,
    body: MeTooBody,
    answer: MeTooAnswer,
    limit: 'portal',
    alsoAnswers: [403],
    handle: ({ tx, actor, params, body }) => addMeToo(tx, actor, parts, params.ref, body),
  }),
]

/** What number and code open. */
const codeRoutes = (parts: PortalParts): readonly AnyRoute[] => [
  route({
    ...open,
    method: 'POST',
    path: '/api/portal/cases/lookup',
    summary: { zh: '凭编号和查询码查看进展', en: 'How a report goes, by its number and code' },
    body: LookupBody,
    answer: LookupAnswer,
    limit: 'portal',
    alsoAnswers: [403, 404],
    transaction: 'own',
    handle: ({ tx, actor, body, exchange }) => lookUpCase(tx, actor, parts, exchange.address, body),
  }),
  route({
    ...open,
    method: 'POST',
    path: '/api/portal/cases/rate',
    summary: { zh: '凭编号和查询码评价一次', en: 'Rate a closed report, once' },
    body: RateBody,
    answer: RateAnswer,
    limit: 'portal',
    alsoAnswers: [403, 404],
    transaction: 'own',
    handle: ({ tx, actor, body, exchange }) => rateReport(tx, actor, parts, exchange.address, body),
  }),
  route({
    ...open,
    method: 'POST',
    path: '/api/portal/cases/wish',
    summary: { zh: '凭编号和查询码登记接收进展消息', en: 'Ask, with number and code, to be told from now on' },
    body: WishBody,
    answer: WishTaken,
    limit: 'portal',
    alsoAnswers: [403, 404],
    transaction: 'own',
    handle: ({ tx, actor, body, exchange }) => wishLater(tx, actor, parts, exchange.address, body),
  }),
  rawRoute({
    ...open,
    method: 'GET',
    path: '/api/portal/photos/:ticket',
    summary: { zh: '查询所得的照片（链接短时有效）', en: 'A photo of a report that was looked up; the link soon ends' },
    params: PhotoParams,
    answerType: 'image/jpeg',
    alsoAnswers: [304, 404],
    transaction: 'own',
    handle: async ({ files, actor, params, exchange }) => {
      const key = openTicket(parts.secrets, actor.cityId, params.ticket, actor.at)
      if (key === undefined) throw portalProblems.oldPhoto()
      const headers = { etag: `"${key}"`, 'cache-control': 'private, max-age=900', 'content-disposition': 'inline' }
      if (tagMatches(exchange.header('if-none-match'), headers.etag)) return { status: 304, body: '', headers }
      return { body: await files.get(key), headers }
    },
  }),
]

/** What anybody may read. */
const readingRoutes = (parts: PortalParts): readonly AnyRoute[] => [
  route({
    ...open,
    method: 'GET',
    path: '/api/portal/about',
    summary: {
      zh: '居民页说明：城市、是否受理、数据保留、紧急电话',
      en: 'About the page for residents: city, whether it is open, retention, emergency numbers',
    },
    answer: AboutAnswer,
    alsoAnswers: [403],
    handle: ({ tx, actor }) => viewAbout(tx, actor, parts),
  }),
  route({
    ...open,
    method: 'GET',
    path: '/api/portal/topics',
    summary: { zh: '日常问题类别；text 给出时附可能的类别', en: 'Everyday topics; with text, those it is likely about' },
    query: TopicsQuery,
    answer: TopicsAnswer,
    alsoAnswers: [403],
    handle: ({ tx, actor, query }) => listTopics(tx, actor, query.text),
  }),
  route({
    ...open,
    method: 'GET',
    path: '/api/portal/places',
    summary: { zh: '按名称查找区、街道、社区', en: 'Districts, streets and communities by name' },
    query: PlacesQuery,
    answer: PlacesAnswer,
    limit: 'portal',
    alsoAnswers: [403],
    handle: ({ tx, actor, query }) => listPlaces(tx, actor, query.text),
  }),
  route({
    ...open,
    method: 'GET',
    path: '/api/portal/cases/near',
    summary: { zh: '附近是否已有人上报', en: 'Whether it was reported nearby already' },
    query: NearQuery,
    answer: NearAnswer,
    limit: 'portal',
    alsoAnswers: [403],
    handle: ({ tx, actor, query }) => listNear(tx, actor, parts, query),
  }),
  rawRoute({
    ...open,
    method: 'GET',
    path: '/api/portal/tiles/:z/:x/:y',
    summary: {
      zh: '公开地图的案卷瓦片（至多 17 级，位置按类型模糊）',
      en: 'Tile of the public map (zoom 17 at most, positions blurred by type)',
    },
    params: PublicTileParams,
    answerType: TILE_TYPE,
    alsoAnswers: [204, 304, 403],
    handle: async ({ tx, actor, params, exchange }) =>
      taggedAnswer(await drawPublicTile(tx, actor, parts, params), exchange.header('if-none-match'), ONE_MINUTE),
  }),
  rawRoute({
    ...open,
    method: 'GET',
    path: '/api/portal/ground/:z/:x/:y',
    summary: { zh: '公开地图的底图瓦片：区与街道', en: 'Tile of the ground under the public map: districts and streets' },
    params: PublicTileParams,
    answerType: TILE_TYPE,
    alsoAnswers: [204, 304, 403],
    handle: async ({ tx, actor, params, exchange }) =>
      taggedAnswer(await drawPublicGround(tx, actor, params), exchange.header('if-none-match'), ONE_HOUR),
  }),
]

/** What the centre sees of it. */
const officeRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/cases/:id/public-report',
    permission: 'signed-in',
    tag: 'cases',
    summary: { zh: '网上上报的类别、标记与同感人数', en: 'Topic, marks and "me too" of a report from the page for residents' },
    params: PublicReportParams,
    answer: PublicReportAnswer,
    handle: ({ tx, actor, params }) => viewPublicReport(tx, actor, params.id),
  }),
]

/** The page for residents, and what of it the centre sees. */
export const portalRoutes = (parts: PortalParts): readonly AnyRoute[] => [
  ...readingRoutes(parts),
  ...sendingRoutes(parts),
  ...codeRoutes(parts),
  ...subscriptionRoutes(parts),
  ...officeRoutes,
]
