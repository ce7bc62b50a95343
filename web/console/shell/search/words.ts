import { defineWords } from '#web/shared/language/language.ts'

export const searchWords = defineWords(
  {
    title: '搜索',
    key: 'Ctrl K',
    placeholder: '案卷号、地点、单位或岗位、问题类型（汉字或拼音首字母）',
    hint: '例如：末四位案卷号、“春城路”、“jgqs”（井盖缺失）、“值班长”。',
    looking: '正在查找…',
    nothing: (text: string) => `没有找到“${text}”。换一个词，或只写拼音首字母试试。`,
    sections: { cases: '案卷', types: '问题类型', places: '地点', posts: '岗位', registers: '部件与商户' },
  },
  {
    title: 'Search',
    key: 'Ctrl K',
    placeholder: 'Case number, place, unit or post, problem type (Chinese or pinyin initials)',
    hint: 'For example the last digits of a case number, a street, “jgqs” for a missing manhole cover, or a post.',
    looking: 'Looking…',
    nothing: (text: string) => `Nothing found for “${text}”. Try another word, or pinyin initials alone.`,
    sections: { cases: 'Cases', types: 'Problem types', places: 'Places', posts: 'Posts', registers: 'Components and shops' },
  },
)
