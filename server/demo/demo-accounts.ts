import { DEMO_CITY_CODE, DETAILED_COMMUNITY } from '#demo/city.ts'
import type { Bilingual } from '#platform/problem.ts'

/** The one password of all demo accounts; it is shown on the sign-in page of a demo city and protects nothing. */
export const DEMO_PASSWORD = 'wangge-demo'

export interface DemoCityAccount {
  readonly login: string
  /** Code of the unit and role of the post. */
  readonly unitCode: string
  readonly role: string
  /** Which of several such posts of the unit, the first unless said. */
  readonly index?: number
  readonly title: Bilingual
  readonly can: Bilingual
}

const account = (login: string, unitCode: string, role: string, title: Bilingual, can: Bilingual, index = 0): DemoCityAccount => ({
  login, unitCode, role, index, title, can,
}) // biome-ignore format: a row

const CENTRE = `${DEMO_CITY_CODE}-centre`
const GUANDU = '530111'

/** The accounts a visitor may sign in with, each in one post, and what one can do there. */
export const demoAccounts = (): readonly DemoCityAccount[] => [
  account('city-acceptor', CENTRE, 'acceptor',
    { zh: '市级受理员', en: 'City acceptor' },
    { zh: '登记、受理市级案件，派核实、派核查', en: 'take in the city\'s cases, send inspectors to verify and to check' }),
  account('city-duty-chief', CENTRE, 'duty-chief',
    { zh: '市级值班长', en: 'City duty chief' },
    { zh: '立案、结案，裁定回退、延期和挂账', en: 'file and close, rule on returns, extensions and suspensions' }),
  account('city-dispatcher', CENTRE, 'dispatcher',
    { zh: '市级派遣员', en: 'City dispatcher' },
    { zh: '派遣、改派、向下派遣', en: 'dispatch, dispatch anew, refer down' }),
  account('city-supervisor', CENTRE, 'supervisor',
    { zh: '市级督办领导', en: 'City supervising leader' },
    { zh: '督办、挂牌督办', en: 'urge, put on the supervision list' }),
  account('city-inspector', CENTRE, 'inspector',
    { zh: '市级网格监督员', en: 'City grid inspector' },
    { zh: '全市巡查上报、核实、核查', en: 'report, verify and check anywhere in the city' }),
  account('guandu-acceptor', `${GUANDU}-centre`, 'acceptor',
    { zh: '官渡区受理员', en: 'Guandu acceptor' },
    { zh: '登记、受理区级案件，派核实、派核查', en: 'take in the district\'s cases, send inspectors to verify and to check' }),
  account('guandu-duty-chief', `${GUANDU}-centre`, 'duty-chief',
    { zh: '官渡区值班长', en: 'Guandu duty chief' },
    { zh: '区级立案、结案和裁定', en: 'file, close and rule in the district' }),
  account('guandu-dispatcher', `${GUANDU}-centre`, 'dispatcher',
    { zh: '官渡区派遣员', en: 'Guandu dispatcher' },
    { zh: '派遣到区、街道、社区单位，向上请办', en: 'dispatch to units of district, street and community, ask the city to take over' }),
  account('guandu-inspector', `${GUANDU}-centre`, 'inspector',
    { zh: '官渡区网格监督员', en: 'Guandu grid inspector' },
    { zh: '区内巡查上报、自处置、核实、核查', en: 'report, fix on the spot, verify and check in the district' }),
  account('guandu-water', `${GUANDU}-water`, 'handler',
    { zh: '官渡区水务局处置员', en: 'Guandu Water Bureau handler' },
    { zh: '签收、处置、反馈本单位案件，申请回退、延期、挂账', en: 'receive and handle the unit\'s cases, ask for return, extension, suspension' }),
  account('guandu-urban-management', `${GUANDU}-urban-management`, 'handler',
    { zh: '官渡区城市管理局处置员', en: 'Guandu Urban Management Bureau handler' },
    { zh: '签收、处置、反馈本单位案件', en: 'receive, handle and report back the unit\'s cases' }),
  account('guandu-street-team', `${DETAILED_COMMUNITY.slice(0, 9)}-enforcement`, 'handler',
    { zh: '官渡区街道执法队处置员', en: 'Guandu street enforcement handler' },
    { zh: '签收、处置、反馈街道案件', en: 'receive, handle and report back the street\'s cases' }),
  account('community-head', `${DETAILED_COMMUNITY}-workstation`, 'workstation-head',
    { zh: '社区网格工作站长', en: 'Community workstation head' },
    { zh: '社区自循环：上报、受理、立案、派遣、结案', en: 'the community\'s own loop: report, accept, file, dispatch, close' }),
  account('administrator', CENTRE, 'administrator',
    { zh: '系统管理员', en: 'System administrator' },
    { zh: '维护组织、人员、目录草案和日历', en: 'keep organisation, people, drafts of the catalogue, calendar' }),
  account('security-administrator', CENTRE, 'security-administrator',
    { zh: '安全管理员', en: 'Security administrator' },
    { zh: '管理账号、角色权限、管理员任命和密钥', en: 'keep accounts, what roles allow, who administers, keys' }),
  account('catalogue-approver', CENTRE, 'catalogue-approver',
    { zh: '目录审批员', en: 'Catalogue approver' },
    { zh: '批准另一人起草的目录版本', en: 'approve a catalogue version that somebody else drafted' }),
  account('auditor', CENTRE, 'auditor',
    { zh: '审计管理员', en: 'Audit administrator' },
    { zh: '查看、导出所有管理操作的记录', en: 'see and export the record of every administrative action' }),
] // biome-ignore format: a table

/** The accounts as the city's setting `demoAccounts`, which the sign-in page shows. */
export const demoAccountSettings = () =>
  demoAccounts().map(({ login, title, can }) => ({
    login,
    password: DEMO_PASSWORD,
    title: title.zh,
    titleEn: title.en,
    can: can.zh,
    canEn: can.en,
  }))
