import { defineWords } from '#web/shared/language/language.ts'

export const wallWords = defineWords(
  {
    title: '打开大屏',
    text: '大屏要连续显示几个月。转为大屏登录后，这台机器只能看、不能办理业务，也不会因无人操作而退出。要办理业务时，退出后重新登录。',
    become: '转为大屏登录并打开',
    look: '只看一下，仍以本人登录',
    opening: '正在打开…',
    banner: '这台机器是大屏登录：只读，不能办理业务。',
  },
  {
    title: 'Open the wall',
    text: 'A wall goes on showing for months. As the session of a wall this machine only reads: it changes nothing, and does not sign out when nobody touches it. To work here, sign out and sign in again.',
    become: 'Make this a wall and open it',
    look: 'Only look, signed in as myself',
    opening: 'Opening…',
    banner: 'This machine is signed in as a wall: it reads and changes nothing.',
  },
)
