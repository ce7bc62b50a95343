import type { Bilingual } from '#platform/problem.ts'

export interface PermissionWords {
  readonly name: Bilingual
  readonly explanation: Bilingual
}

const words = (zh: string, en: string, explanationZh: string, explanationEn: string): PermissionWords => ({
  name: { zh, en },
  explanation: { zh: explanationZh, en: explanationEn },
})

/** Every permission there is, with its name and what it allows; a role holds some of these and nothing else. */
export const PERMISSION_WORDS = {
  'case.report': words('上报案件', 'Report cases', '登记新案件，附照片和位置', 'Enter new cases with photos and a place'),
  'case.self-handle': words('自处置', 'Fix on the spot', '当场处置所上报的问题并办结', 'Fix a reported problem at once and end it'),
  'case.inspect': words('核实与核查', 'Verify and check', '接受派遣到现场核实、核查', 'Be sent to a place to verify and to check'),
  'case.accept': words('受理', 'Accept cases', '受理或不受理，派人核实、核查', 'Accept or decline, send inspectors to verify and to check'),
  'case.file': words('立案与结案', 'File and close cases', '立案、不予立案、结案、作废', 'File, decline to file, close, void'),
  'case.dispatch': words('派遣', 'Dispatch cases', '派遣到部门，改派，向下派遣', 'Send cases to units, send them elsewhere or down'),
  'case.request-up': words('请求上级办理', 'Ask the level above', '把办不了的案件交请上一级', 'Ask the level above to take a case over'),
  'case.handle': words('处置', 'Handle cases', '签收、处置、反馈本单位的案件，申请回退、延期、挂账', 'Receive, handle and report back cases of the own unit'),
  'case.rule': words('裁定申请', 'Rule on requests', '裁定回退、延期和挂账申请', 'Rule on returns, extensions and suspensions'),
  'case.rule-long': words('裁定长期挂账', 'Rule on long suspensions', '裁定超过普通期限的挂账', 'Rule on suspensions longer than the plain limit'),
  'case.reopen': words('重开案件', 'Reopen cases', '把已结案件重新打开', 'Open closed cases again'),
  'case.rate': words('登记评价', 'Record ratings', '回访并登记满意度', 'Call back and record how satisfied people are'),
  'case.supervise': words('督办', 'Urge cases', '催办未结案件', 'Urge units on open cases'),
  'case.list': words('挂牌督办', 'Put cases on the list', '挂牌与摘牌', 'Put cases on the supervision list and take them off'),
  'case.read': words('查看辖区案件', "See the area's cases", '查看岗位辖区内的所有案件', 'See every case in the area of the post'),
  'case.read-own': words('查看本单位案件', 'See the own cases', '查看本人和本单位的案件', "See the cases of oneself and one's unit"),
  'case.read-contact': words('查看来电人', 'See reporters’ contacts', '查看上报人的联系方式，每次查看都有记录', 'See how to reach a reporter; every look is recorded'),
  'register.read': words('查看部件与门店', 'See the registers', '查看部件和门前三包门店', 'See components and shopfronts'),
  'register.edit': words('维护部件与门店', 'Keep the registers', '登记、修改、导入部件和门店', 'Enter, change and import components and shopfronts'),
  'catalogue.read': words('查看目录与日历', 'See catalogue and calendar', '查看问题目录和工作日历', 'See the catalogue of problems and the working calendar'),
  'catalogue.edit': words('起草目录', 'Draft the catalogue', '新建、修改、导入、作废目录草案', 'Draft versions of the catalogue, change, import and discard them'),
  'catalogue.approve': words('批准目录', 'Approve the catalogue', '批准他人起草的目录版本', 'Approve versions that somebody else drafted'),
  'calendar.edit': words('维护日历', 'Keep the calendar', '设定放假、调休和工作时段', 'Set days off, make-up workdays and hours'),
  'organisation.read': words('查看组织', 'See the organisation', '查看单位、岗位、人员配备和网格边界', 'See units, posts, staffing and outlines'),
  'organisation.edit': words('维护组织', 'Keep the organisation', '维护区划、网格、功能区和单位', 'Keep divisions, grids, zones and units'),
  'message.read': words('查看消息', 'See messages', '查看发出的消息（地址已遮盖）、文本和回调，每次查看都有记录', 'See what was sent (addresses masked), the texts and the webhooks; every look is recorded'),
  'message.edit': words('维护消息', 'Keep messages', '修改消息文本、静默时段、联系方式和回调', 'Change texts, quiet hours, contacts of units and posts, and webhooks'),
  'people.read': words('查看人员', 'See people', '查看人员全名和登录名', "See people's full names and logins"),
  'people.edit': words('维护人员', 'Keep people', '维护人员、岗位、任职和网格配备（账号与角色归安全管理）', 'Keep people, posts, appointments and who works in grids; accounts and roles are for security'),
  'key.own': words('开通接口密钥', 'Make API keys', '为程序开通在本岗位权限内办事的密钥', 'Make keys for programs that act within one’s own post'),
  'security.read': words('查看安全设置', 'See security', '查看所有接口密钥、谁绑定了验证器', 'See every API key and who has an authenticator'),
  'security.edit': words('维护安全设置', 'Keep security', '账号与一次性密码、角色权限、管理员任命、他人的接口密钥与验证器', 'Accounts and one-time passwords, what roles allow, who administers, others’ API keys and authenticators'),
  'audit.read': words('查看审计日志', 'See the audit log', '查看并导出所有管理操作的记录', 'See and export the record of every administrative action'),
} as const satisfies Readonly<Record<string, PermissionWords>> // biome-ignore format: a table

export type Permission = keyof typeof PERMISSION_WORDS

export const isPermission = (text: string): text is Permission => Object.hasOwn(PERMISSION_WORDS, text)

/** All permissions in the order people read them. */
export const PERMISSIONS: readonly Permission[] = Object.keys(PERMISSION_WORDS).filter(isPermission)
