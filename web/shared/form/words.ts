import { defineWords } from '#web/shared/language/language.ts'

export const formWords = defineWords(
  {
    required: '请填写',
    atLeast: (least: number) => `不得小于 ${least}`,
    above: (least: number) => `须大于 ${least}`,
    atMost: (most: number) => `不得大于 ${most}`,
    longest: (most: number) => `最多 ${most} 个字`,
    mostEntries: (most: number) => `最多 ${most} 项`,
    choice: '请从列表中选择',
    whole: '应为整数',
    format: '格式不对',
  },
  {
    required: 'Please fill this in',
    atLeast: (least: number) => `At least ${least}`,
    above: (least: number) => `Must be above ${least}`,
    atMost: (most: number) => `At most ${most}`,
    longest: (most: number) => `At most ${most} characters`,
    mostEntries: (most: number) => `At most ${most} entries`,
    choice: 'Choose one from the list',
    whole: 'Must be a whole number',
    format: 'Not in the right form',
  },
)
