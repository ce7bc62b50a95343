import { defineWords } from '#web/shared/language/language.ts'

export const photoWords = defineWords(
  {
    take: '拍照',
    more: '再拍一张',
    keeping: '正在保存',
    taken: '已拍的照片',
    remove: '删去这张照片',
    full: '手机存不下了：这张照片没有保存。请先发送待发送的内容，或清理手机空间，再拍一次。',
    broken: '这个文件不是能读的照片，请再拍一次。',
  },
  {
    take: 'Take a photo',
    more: 'One more',
    keeping: 'Keeping it',
    taken: 'A photo taken',
    remove: 'Remove this photo',
    full: 'The phone is full: this photo was not kept. Send what waits, or clear some space, and take it again.',
    broken: 'This file is no picture that can be read. Take it again.',
  },
)
