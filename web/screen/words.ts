import { defineWords } from '#web/shared/language/language.ts'

export const screenWords = defineWords(
  {
    loading: { title: '网格大屏', text: '正在读取…' },
    failed: { title: '页面出错了', text: '半分钟后自动重新打开。' },
    unreachable: { title: '连不上服务器', text: '正在自动重试。请检查网络和服务器。' },
    signedOut: { title: '请登录', text: '大屏只给已登录的人看。登录后自动回到这里。' },
    noPermission: { title: '没有权限', text: '大屏需要查看案卷的权限（case.read）。请换一个岗位登录，或请人员管理员授权。' },
  },
  {
    loading: { title: 'Wangge wall screen', text: 'Loading…' },
    failed: { title: 'The page failed', text: 'It opens anew by itself in half a minute.' },
    unreachable: { title: 'The server cannot be reached', text: 'It is tried again by itself. Check the network and the server.' },
    signedOut: { title: 'Please sign in', text: 'The wall shows the city to people who are signed in. You will be brought back here.' },
    noPermission: {
      title: 'Not permitted',
      text: 'The wall needs the permission to read cases (case.read). Sign in with another post, or ask whoever manages people.',
    },
  },
)

export const gateWords = defineWords({ signIn: '去登录', otherPost: '换岗位登录' }, { signIn: 'Sign in', otherPost: 'Use another post' })
