import { defineWords } from '#web/shared/language/language.ts'

export const typePickerWords = defineWords(
  {
    type: '问题类型',
    search: '按名称、编码、拼音或首字母查找',
    none: '没有这样的类型',
    conditions: '立案条件',
    chooseType: '先选类型，再从它的立案条件中选一条',
    filing: '立案',
    closing: '结案',
    limit: '时限',
    failed: '没有读到立案标准',
  },
  {
    type: 'Type of problem',
    search: 'Search by name, code or pinyin',
    none: 'There is no such type',
    conditions: 'Filing conditions',
    chooseType: 'Choose a type, then one of its filing conditions',
    filing: 'File when',
    closing: 'Close when',
    limit: 'Limit',
    failed: 'The catalogue could not be read',
  },
)
