import type { Bilingual } from '#platform/problem.ts'

/** What a notice may say of a case, in the words of the field; {n} stands for the number of the case. */
const TEXTS = {
  urged: { zh: '案卷 {n} 被督办', en: 'Case {n} was urged' },
  listed: { zh: '案卷 {n} 被挂牌督办', en: 'Case {n} was put on the supervision list' },
  'listed-owner': { zh: '案卷 {n} 被挂牌督办，由您负责', en: 'Case {n} was put on the supervision list; you own it' },
  'return-granted': { zh: '案卷 {n} 的回退申请已同意', en: 'The return of case {n} was granted' },
  'return-refused': { zh: '案卷 {n} 的回退申请未同意', en: 'The return of case {n} was refused' },
  'extension-granted': { zh: '案卷 {n} 的延期申请已同意', en: 'The extension of case {n} was granted' },
  'extension-refused': { zh: '案卷 {n} 的延期申请未同意', en: 'The extension of case {n} was refused' },
  'suspension-granted': { zh: '案卷 {n} 的挂账申请已同意', en: 'The suspension of case {n} was granted' },
  'suspension-refused': { zh: '案卷 {n} 的挂账申请未同意', en: 'The suspension of case {n} was refused' },
  reworked: { zh: '案卷 {n} 核查未通过，需返工', en: 'Case {n} failed its check and is back for rework' },
  'named-to-verify': { zh: '案卷 {n} 派您核实', en: 'You are named to verify case {n}' },
  'named-to-check': { zh: '案卷 {n} 派您核查', en: 'You are named to check case {n}' },
  escalated: { zh: '案卷 {n} 超期，已升级到您的岗位', en: 'Case {n} is overdue and has escalated to your post' },
  'listed-closed': { zh: '您挂牌督办的案卷 {n} 已结案', en: 'Case {n}, which you put on the supervision list, is closed' },
} as const satisfies Record<string, Bilingual>
export type NoticeKind = keyof typeof TEXTS
export const NOTICE_KINDS = Object.keys(TEXTS) as readonly NoticeKind[]

/** Kinds that the addressed unit is told although the case has left it: it asked for just that. */
export const TOLD_WHEN_GONE: readonly NoticeKind[] = ['return-granted']

/** What a notice says, in both languages. `number` is the case's. */
export const noticeText = (kind: NoticeKind, number: string): Bilingual => ({
  zh: TEXTS[kind].zh.replace('{n}', number),
  en: TEXTS[kind].en.replace('{n}', number),
})
