import { addPerson } from '#organisation/add-person.ts'
import { addPost } from '#organisation/add-post.ts'
import { addUnit } from '#organisation/add-unit.ts'
import { appointPerson, endAppointment } from '#organisation/appoint-person.ts'
import { assignGridStaff, endGridStaff } from '#organisation/assign-grid-staff.ts'
import { closePost } from '#organisation/close-post.ts'
import {
  AppointmentAnswer,
  AppointmentInput,
  EndInput,
  IdParams,
  PersonAnswer,
  PersonInput,
  PostAnswer,
  PostInput,
  StaffAnswer,
  StaffInput,
  UnitAnswer,
  UnitInput,
} from '#organisation/contract-people.ts'
import { hashGivenPassword } from '#organisation/manage-account.ts'
import { type AnyRoute, route } from '#platform/route.ts'

const post = { method: 'POST', tag: 'organisation' } as const

/** Changes of units, posts and people; each leaves one audit entry. */
export const peopleChangeRoutes: readonly AnyRoute[] = [
  route({
    ...post,
    path: '/api/units',
    permission: 'organisation.edit',
    audit: 'unit.add',
    summary: { zh: '新增单位', en: 'Add a unit' },
    body: UnitInput,
    answer: UnitAnswer,
    status: 201,
    handle: ({ tx, actor, body: { requestId: _, ...input } }) => addUnit(tx, actor, input),
  }),
  route({
    ...post,
    path: '/api/posts',
    permission: 'people.edit',
    audit: 'post.add',
    summary: { zh: '新增岗位', en: 'Add a post' },
    body: PostInput,
    answer: PostAnswer,
    status: 201,
    handle: ({ tx, actor, body: { requestId: _, ...input } }) => addPost(tx, actor, input),
  }),
  route({
    ...post,
    path: '/api/posts/:id/close',
    permission: 'people.edit',
    audit: 'post.close',
    summary: { zh: '撤销岗位（须已无人任职）', en: 'Close a post nobody is appointed to' },
    params: IdParams,
    body: EndInput,
    answer: PostAnswer,
    handle: ({ tx, actor, params, body }) => closePost(tx, actor, params.id, body.on),
  }),
  route({
    ...post,
    path: '/api/people',
    permission: 'people.edit',
    audit: 'person.add',
    summary: { zh: '新增人员', en: 'Add a person' },
    body: PersonInput,
    answer: PersonAnswer,
    status: 201,
    handle: async ({ tx, actor, body: { name, login, password, locale } }) =>
      addPerson(tx, actor, { name, login, locale, passwordHash: await hashGivenPassword(password, login) }),
  }),
  route({
    ...post,
    path: '/api/appointments',
    permission: 'people.edit',
    audit: 'appointment.add',
    summary: { zh: '任命正职或副职', en: 'Appoint a holder or a deputy' },
    body: AppointmentInput,
    answer: AppointmentAnswer,
    status: 201,
    handle: ({ tx, actor, body }) => appointPerson(tx, actor, body),
  }),
  route({
    ...post,
    path: '/api/appointments/:id/end',
    permission: 'people.edit',
    audit: 'appointment.end',
    summary: { zh: '免职', en: 'End an appointment' },
    params: IdParams,
    body: EndInput,
    answer: AppointmentAnswer,
    handle: ({ tx, actor, params, body }) => endAppointment(tx, actor, params.id, body.on),
  }),
  route({
    ...post,
    path: '/api/grid-staff',
    permission: 'people.edit',
    audit: 'grid-staff.assign',
    summary: { zh: '配备网格人员', en: 'Assign staff to a grid' },
    body: StaffInput,
    answer: StaffAnswer,
    status: 201,
    handle: ({ tx, actor, body }) => assignGridStaff(tx, actor, body),
  }),
  route({
    ...post,
    path: '/api/grid-staff/:id/end',
    permission: 'people.edit',
    audit: 'grid-staff.end',
    summary: { zh: '结束网格人员配备', en: 'End an assignment to a grid' },
    params: IdParams,
    body: EndInput,
    answer: StaffAnswer,
    handle: ({ tx, actor, params, body }) => endGridStaff(tx, actor, params.id, body.on),
  }),
]
