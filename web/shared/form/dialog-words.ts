import { defineWords } from '#web/shared/language/language.ts'

export const dialogWords = defineWords({ cancel: '取消', sending: '正在提交…' }, { cancel: 'Cancel', sending: 'Sending…' })
