import type { Bilingual } from '#web/shared/language/language.ts'
import { defineWords } from '#web/shared/language/language.ts'
import type { ListedVersion } from './api.ts'

interface Counts {
  readonly added: number
  readonly removed: number
  readonly changed: number
}

type Names = Readonly<Record<'types' | 'conditions' | 'rules' | keyof Counts, string>>

const counted = (counts: Counts, names: Names): string =>
  (['added', 'removed', 'changed'] as const).flatMap((each) => (counts[each] > 0 ? [`${names[each]} ${counts[each]}`] : [])).join(' ')

const tellParts = (differences: ListedVersion['differences'], names: Names, none: string): string => {
  const parts = (['types', 'conditions', 'rules'] as const).flatMap((part) => {
    const text = counted(differences[part], names)
    return text === '' ? [] : [`${names[part]}${text}`]
  })
  return parts.length > 0 ? parts.join(' · ') : none
}

/** What every page of the catalogue says of a version. */
export const versionWords = defineWords(
  {
    version: (number: number) => `第 ${number} 版`,
    states: { draft: '草案', approved: '已批准，待生效', in_force: '现行', superseded: '已被替代' },
    parts: { types: '类型', conditions: '条件', rules: '责任' },
    changes: (differences: ListedVersion['differences']) =>
      tellParts(differences, { types: '类型', conditions: '条件', rules: '责任', added: '增', removed: '删', changed: '改' }, '没有改动'),
    nobody: '随产品提供',
    by: (name: string, moment: string) => `${name}，${moment}`,
    open: '打开',
    compare: '比较',
    export: '导出 Excel',
    back: '全部版本',
    gone: '没有这个版本，可能已被作废。',
    readOnly: '您可以查看；起草须有“起草目录”权限。',
  },
  {
    version: (number: number) => `Version ${number}`,
    states: { draft: 'draft', approved: 'approved, not yet in force', in_force: 'in force', superseded: 'superseded' },
    parts: { types: 'types', conditions: 'conditions', rules: 'rules' },
    changes: (differences: ListedVersion['differences']) =>
      tellParts(
        differences,
        { types: 'types: ', conditions: 'conditions: ', rules: 'rules: ', added: 'added', removed: 'removed', changed: 'changed' },
        'no change',
      ),
    nobody: 'shipped with the product',
    by: (name: string, moment: string) => `${name}, ${moment}`,
    open: 'Open',
    compare: 'Compare',
    export: 'Export to Excel',
    back: 'All versions',
    gone: 'There is no such version; it may have been discarded.',
    readOnly: 'You may read this; drafting needs the permission “Draft the catalogue”.',
  },
)

/** A note the product ships is "Chinese / English". */
export const noteIn = (note: string, language: keyof Bilingual): string => {
  const [zh = note, en = zh] = note.split(' / ')
  return language === 'zh' ? zh : en
}
