/** A role as shipped: a named bundle of permissions. Rules ask for permissions, never for a role; a city may change or add roles. */
export interface DefaultRole {
  readonly code: string
  readonly name: string
  readonly nameEn: string
  readonly permissions: readonly string[]
}

/** `case.read-own` is what is mine or my unit's; `case.read` adds the whole area of the post. */
const SEES_CATALOGUE = ['case.read', 'case.read-own', 'register.read', 'catalogue.read']
const SEES_ORGANISATION = [...SEES_CATALOGUE, 'organisation.read']

/** The roles a new city starts with. */
export const DEFAULT_ROLES: readonly DefaultRole[] = [
  {
    code: 'inspector',
    name: '网格监督员',
    nameEn: 'Grid inspector',
    permissions: ['case.report', 'case.self-handle', 'case.inspect', ...SEES_CATALOGUE],
  },
  {
    code: 'acceptor',
    name: '受理员',
    nameEn: 'Acceptor',
    permissions: ['case.report', 'case.accept', 'case.rate', ...SEES_ORGANISATION],
  },
  {
    code: 'duty-chief',
    name: '值班长',
    nameEn: 'Duty chief',
    permissions: ['case.file', 'case.rule', 'case.reopen', 'case.read-contact', 'key.own', ...SEES_ORGANISATION],
  },
  { code: 'dispatcher', name: '派遣员', nameEn: 'Dispatcher', permissions: ['case.dispatch', 'case.request-up', ...SEES_ORGANISATION] },
  {
    code: 'supervisor',
    name: '督办领导',
    nameEn: 'Supervising leader',
    permissions: ['case.supervise', 'case.list', 'case.rule', 'case.rule-long', ...SEES_ORGANISATION],
  },
  {
    code: 'handler',
    name: '处置员',
    nameEn: 'Handler',
    // Only the cases of the own unit: a department does not look into its neighbours' work.
    permissions: ['case.handle', 'case.request-up', 'case.self-handle', 'case.read-own', 'register.read', 'catalogue.read'],
  },
  {
    code: 'workstation-head',
    name: '社区工作站长',
    nameEn: 'Community workstation head',
    permissions: [
      'case.report',
      'case.accept',
      'case.file',
      'case.dispatch',
      'case.request-up',
      'case.rule',
      'case.self-handle',
      ...SEES_ORGANISATION,
    ],
  },
  {
    code: 'administrator',
    name: '系统管理员',
    nameEn: 'System administrator',
    permissions: [
      'organisation.read',
      'organisation.edit',
      'catalogue.read',
      'catalogue.edit',
      'calendar.edit',
      'register.read',
      'register.edit',
      'people.read',
      'people.edit',
      'message.read',
      'message.edit',
      'key.own',
    ],
  },
  {
    code: 'catalogue-approver',
    name: '目录审批员',
    nameEn: 'Catalogue approver',
    permissions: ['catalogue.read', 'catalogue.approve', 'organisation.read'],
  },
  // Accounts, what roles allow, and who administers: no person and no role is this and another administrator; see administrators.ts.
  {
    code: 'security-administrator',
    name: '安全管理员',
    nameEn: 'Security administrator',
    permissions: ['organisation.read', 'people.read', 'security.read', 'security.edit'],
  },
  // Whoever watches the administrators is not one of them.
  { code: 'auditor', name: '审计管理员', nameEn: 'Audit administrator', permissions: ['audit.read', 'organisation.read', 'people.read'] },
]
