import { defineWords } from '#web/shared/language/language.ts'

export const secretWords = defineWords(
  { copy: '复制', copied: '已复制', notCopied: '浏览器不让复制：请选中后自己复制', close: '关闭' },
  { copy: 'Copy', copied: 'Copied', notCopied: 'The browser does not let us copy: select it and copy it yourself', close: 'Close' },
)
