import { defineWords } from '#web/shared/language/language.ts'

export const passwordWords = defineWords(
  {
    change: '修改密码',
    old: '现在的密码',
    new: '新密码',
    again: '再输一次新密码',
    oldNeeded: '请填写现在的密码',
    newNeeded: '请填写新密码',
    differ: '两次输入的新密码不一样',
    must: '这个密码是别人替您设的，请先改成只有您知道的密码。',
    done: '密码已修改',
  },
  {
    change: 'Change password',
    old: 'Present password',
    new: 'New password',
    again: 'New password again',
    oldNeeded: 'Please give the present password',
    newNeeded: 'Please give a new password',
    differ: 'The two new passwords differ',
    must: 'Somebody else made this password for you. Please change it to one that only you know.',
    done: 'The password is changed',
  },
)
