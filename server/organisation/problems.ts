import type { CoverageFinding } from '#organisation/coverage.ts'
import { type Bilingual, Problem } from '#platform/problem.ts'

const notFound = (what: Bilingual, code: string, field: string): Problem =>
  new Problem(
    'organisation.not_found',
    404,
    { zh: `没有找到${what.zh}：${code}`, en: `There is no ${what.en} ${code}` },
    { field, value: code },
  )

const taken = (what: Bilingual, code: string, field: string): Problem =>
  new Problem(
    'organisation.code_taken',
    409,
    { zh: `${what.zh} ${code} 已被使用过，编码不得重复使用`, en: `${what.en} ${code} was used before; a code is never given twice` },
    { field, value: code },
  )

/** What the organisation refuses; each names the field at fault and the rule. */
export const organisationProblems = {
  noCity: (cityId: string) => notFound({ zh: '城市', en: 'city' }, cityId, 'cityId'),
  noDivision: (code: string, field: string) => notFound({ zh: '当日有效的区划', en: 'division in force with the code' }, code, field),
  noGrid: (code: string, field: string) => notFound({ zh: '当日有效的网格', en: 'grid in force with the code' }, code, field),
  noZone: (code: string, field: string) => notFound({ zh: '功能区', en: 'functional zone' }, code, field),
  noUnit: (id: string, field: string) => notFound({ zh: '单位', en: 'unit' }, id, field),
  noRole: (code: string, field: string) => notFound({ zh: '角色', en: 'role' }, code, field),
  noPost: (id: string, field: string) => notFound({ zh: '岗位', en: 'post' }, id, field),
  noPerson: (id: string, field: string) => notFound({ zh: '人员', en: 'person' }, id, field),
  noAppointment: (id: string, field: string) => notFound({ zh: '任职', en: 'appointment' }, id, field),
  noStaffKind: (code: string, field: string) => notFound({ zh: '网格人员类别', en: 'kind of grid staff' }, code, field),
  noGridStaff: (id: string, field: string) => notFound({ zh: '网格人员配备', en: 'grid staff assignment' }, id, field),
  noPlace: (lon: number, lat: number) =>
    new Problem(
      'organisation.outside_city',
      404,
      { zh: `坐标（${lon}, ${lat}）不在本市范围内`, en: `The point (${lon}, ${lat}) lies outside the city` },
      { field: 'lon', lon, lat },
    ),

  codeTaken: (code: string, field: string) => taken({ zh: '编码', en: 'The code' }, code, field),
  unitCodeTaken: (code: string, field: string) => taken({ zh: '单位编码', en: 'The unit code' }, code, field),
  loginTaken: (login: string, field: string) =>
    new Problem(
      'organisation.login_taken',
      409,
      { zh: `登录名 ${login} 已有人使用`, en: `The login ${login} is taken` },
      { field, value: login },
    ),
  wrongCode: (code: string, rule: Bilingual, field: string) =>
    new Problem(
      'organisation.wrong_code',
      422,
      { zh: `编码 ${code} 不合规则：${rule.zh}`, en: `The code ${code} breaks a rule: ${rule.en}` },
      { field, value: code },
    ),
  noCodeLeft: (parentCode: string) =>
    new Problem(
      'organisation.no_code_left',
      409,
      { zh: `${parentCode} 之下的顺序码已用完`, en: `The serial numbers below ${parentCode} are used up` },
      { field: 'code', parentCode },
    ),
  wrongLevel: (code: string, rule: Bilingual, field: string) =>
    new Problem(
      'organisation.wrong_level',
      422,
      { zh: `${code} 的层级不符：${rule.zh}`, en: `${code} is of the wrong level: ${rule.en}` },
      { field, value: code },
    ),

  wrongDay: (day: string, rule: Bilingual, field: string) =>
    new Problem(
      'organisation.wrong_day',
      422,
      { zh: `日期 ${day} 有误：${rule.zh}`, en: `The day ${day} is wrong: ${rule.en}` },
      { field, value: day },
    ),
  wrongOutlines: (findings: readonly CoverageFinding[], field: string) =>
    new Problem(
      'organisation.wrong_outline',
      422,
      {
        zh: `边界有 ${findings.length} 处错误：${findings.map(({ text }) => text.zh).join('；')}`,
        en: `The outlines have ${findings.length} fault${findings.length === 1 ? '' : 's'}: ${findings.map(({ text }) => text.en).join('; ')}`,
      },
      { field, findings },
    ),
  wrongSources: (rule: Bilingual, field: string, codes: readonly string[]) =>
    new Problem(
      'organisation.wrong_sources',
      422,
      { zh: `这些区划不能这样调整：${rule.zh}`, en: `These divisions cannot be changed like this: ${rule.en}` },
      { field, codes },
    ),
  overlappingAppointment: (rule: Bilingual, field: string, details: Record<string, unknown>) =>
    new Problem(
      'organisation.appointment_overlap',
      409,
      { zh: `任职时间冲突：${rule.zh}`, en: `Appointments overlap: ${rule.en}` },
      { field, ...details },
    ),
  noLogin: (id: string) =>
    new Problem(
      'organisation.no_login',
      409,
      { zh: '此人还没有登录名，请先设定登录名', en: 'This person has no login; give them one first' },
      { field: 'id', value: id },
    ),
  ownAccount: () =>
    new Problem('organisation.own_account', 409, {
      zh: '不能对自己的账号、岗位或角色这样做，请由另一位管理员办理；改自己的密码请用“修改密码”',
      en: 'Nobody does this to their own account, post or role: ask another administrator; your own password is changed by yourself',
    }),
  moreThanHeld: (permissions: readonly string[], field: string) =>
    new Problem(
      'organisation.more_than_held',
      403,
      {
        zh: `不能给自己添加当前岗位没有的权限：${permissions.join('、')}`,
        en: `Nobody gives themselves permissions their present post does not hold: ${permissions.join(', ')}`,
      },
      { field, permissions },
    ),
  separation: (rule: Bilingual, field: string, details: Record<string, unknown>) =>
    new Problem(
      'organisation.separation',
      409,
      {
        zh: `系统管理、安全管理与审计须由不同的人担任：${rule.zh}`,
        en: `System, security and audit administration are held by different people: ${rule.en}`,
      },
      { field, ...details },
    ),
  notYoursToGrant: (rule: Bilingual, field: string, details: Record<string, unknown>) =>
    new Problem(
      'organisation.not_yours_to_grant',
      403,
      { zh: `此项任命不归当前权限办理：${rule.zh}`, en: `This appointment is not for your permission to make: ${rule.en}` },
      { field, ...details },
    ),
  stillInUse: (what: Bilingual, counts: Readonly<Record<string, number>>) =>
    new Problem(
      'organisation.still_in_use',
      409,
      { zh: `还不能撤销：${what.zh}`, en: `It cannot be closed yet: ${what.en}` },
      { field: 'on', ...counts },
    ),
  outsideArea: (code: string) =>
    new Problem(
      'organisation.outside_area',
      403,
      { zh: `${code} 不在当前岗位的管辖范围内`, en: `${code} lies outside the area of your post` },
      { field: 'code', value: code },
    ),
}
