import { addDivision } from '#organisation/add-division.ts'
import { addGrid } from '#organisation/add-grid.ts'
import { addZone } from '#organisation/add-zone.ts'
import { closeGrid } from '#organisation/close-grid.ts'
import { CodeParams, DivisionAnswer, GridAnswer, ZoneAnswer } from '#organisation/contract.ts'
import {
  ChangeAnswer,
  DivisionInput,
  GridChange,
  GridInput,
  GridParams,
  MembershipInput,
  MergeInput,
  MoveInput,
  RenameInput,
  SplitInput,
  ZoneInput,
} from '#organisation/contract-changes.ts'
import { EndInput } from '#organisation/contract-people.ts'
import { mergeDivisions } from '#organisation/merge-divisions.ts'
import { moveDivision } from '#organisation/move-division.ts'
import { renameDivision } from '#organisation/rename-division.ts'
import { renameGrid } from '#organisation/rename-grid.ts'
import { setZoneMembership } from '#organisation/set-zone-membership.ts'
import { splitDivision } from '#organisation/split-division.ts'
import { type AnyRoute, route } from '#platform/route.ts'

const post = { method: 'POST', tag: 'organisation', permission: 'organisation.edit' } as const

/** Changes of places; each leaves one audit entry and announces division.changed. */
export const changeRoutes: readonly AnyRoute[] = [
  route({
    ...post,
    path: '/api/divisions',
    audit: 'division.add',
    summary: { zh: '新增区划', en: 'Add a division' },
    body: DivisionInput,
    answer: DivisionAnswer,
    status: 201,
    handle: ({ tx, actor, body: { requestId: _, ...input } }) => addDivision(tx, actor, input),
  }),
  route({
    ...post,
    path: '/api/divisions/:code/rename',
    audit: 'division.rename',
    summary: { zh: '区划更名', en: 'Rename a division' },
    params: CodeParams,
    body: RenameInput,
    answer: DivisionAnswer,
    handle: ({ tx, actor, params, body: { requestId: _, ...input } }) => renameDivision(tx, actor, { ...input, ...params }),
  }),
  route({
    ...post,
    path: '/api/divisions/merge',
    audit: 'division.merge',
    summary: { zh: '合并区划', en: 'Merge divisions' },
    body: MergeInput,
    answer: ChangeAnswer,
    handle: ({ tx, actor, body: { requestId: _, ...input } }) => mergeDivisions(tx, actor, input),
  }),
  route({
    ...post,
    path: '/api/divisions/:code/split',
    audit: 'division.split',
    summary: { zh: '拆分区划', en: 'Split a division' },
    params: CodeParams,
    body: SplitInput,
    answer: ChangeAnswer,
    handle: ({ tx, actor, params, body: { requestId: _, ...input } }) => splitDivision(tx, actor, { ...input, ...params }),
  }),
  route({
    ...post,
    path: '/api/divisions/:code/move',
    audit: 'division.move',
    summary: { zh: '区划改隶另一上级', en: 'Put a division below another parent' },
    params: CodeParams,
    body: MoveInput,
    answer: ChangeAnswer,
    handle: ({ tx, actor, params, body: { parentCode, on } }) => moveDivision(tx, actor, { ...params, parentCode, on }),
  }),
  route({
    ...post,
    path: '/api/grids',
    audit: 'grid.add',
    summary: { zh: '新增网格', en: 'Add a grid' },
    body: GridInput,
    answer: GridAnswer,
    status: 201,
    handle: ({ tx, actor, body: { requestId: _, ...input } }) => addGrid(tx, actor, input),
  }),
  route({
    ...post,
    path: '/api/grids/:kind/:code/close',
    audit: 'grid.close',
    summary: { zh: '撤销网格', en: 'Close a grid' },
    params: GridParams,
    body: EndInput,
    answer: GridAnswer,
    handle: ({ tx, actor, params, body }) => closeGrid(tx, actor, { ...params, on: body.on }),
  }),
  route({
    ...post,
    path: '/api/grids/:kind/:code/rename',
    audit: 'grid.rename',
    summary: { zh: '网格更名或改区域类别', en: 'Give a grid another name or region class' },
    params: GridParams,
    body: GridChange,
    answer: GridAnswer,
    handle: ({ tx, actor, params, body: { requestId: _, ...input } }) => renameGrid(tx, actor, { ...params, ...input }),
  }),
  route({
    tag: 'organisation',
    permission: 'organisation.edit',
    method: 'PUT',
    path: '/api/zones/:code/divisions',
    audit: 'zone.set-divisions',
    summary: { zh: '调整功能区所辖区划', en: 'Change which divisions a zone governs' },
    params: CodeParams,
    body: MembershipInput,
    answer: ZoneAnswer,
    handle: ({ tx, actor, params, body: { requestId: _, ...input } }) => setZoneMembership(tx, actor, { ...params, ...input }),
  }),
  route({
    ...post,
    path: '/api/zones',
    audit: 'zone.add',
    summary: { zh: '新增功能区', en: 'Add a functional zone' },
    body: ZoneInput,
    answer: ZoneAnswer,
    status: 201,
    handle: async ({ tx, actor, body: { requestId: _, ...input } }) => ({
      ...(await addZone(tx, actor, input)),
      divisionCodes: input.divisionCodes,
    }),
  }),
]
