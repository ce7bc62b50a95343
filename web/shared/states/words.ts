import { defineWords } from '#web/shared/language/language.ts'

export const statesWords = defineWords(
  {
    loading: '正在读取',
    failed: '没有读到',
    retry: '再试一次',
    noPermission: '没有权限',
    noPermissionText: '您当前的岗位看不到这一页。可在右上角切换岗位，或请人员管理员授权。',
    unexpected: '页面出错了。请刷新；如果还是这样，请告诉系统管理员。',
  },
  {
    loading: 'Loading',
    failed: 'This could not be read',
    retry: 'Try again',
    noPermission: 'Not permitted',
    noPermissionText: 'Your present post cannot see this page. Switch posts at the top right, or ask whoever manages people.',
    unexpected: 'The page failed. Reload it; if it happens again, tell the system administrator.',
  },
)
