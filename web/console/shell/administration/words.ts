import { defineWords } from '#web/shared/language/language.ts'

export const administrationWords = defineWords({ name: '管理', menu: '管理页面' }, { name: 'Administration', menu: 'Administration pages' })
