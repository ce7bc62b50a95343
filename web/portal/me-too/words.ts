import { defineWords } from '#web/shared/language/language.ts'

export const meTooWords = defineWords(
  {
    button: '我也遇到',
    named: (name: string) => `我也遇到：${name}`,
    sending: '正在记下…',
    counted: (count: number) => `记下了，已有 ${count} 人说也遇到。`,
    soFar: (count: number) => (count === 0 ? '' : `已有 ${count} 人说也遇到`),
  },
  {
    button: 'Me too',
    named: (name: string) => `Me too: ${name}`,
    sending: 'Noting it…',
    counted: (count: number) => `Noted: ${count} ${count === 1 ? 'person has' : 'people have'} said so.`,
    soFar: (count: number) => (count === 0 ? '' : `${count} ${count === 1 ? 'person has' : 'people have'} the same`),
  },
)
