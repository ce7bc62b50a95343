import { defineWords } from '#web/shared/language/language.ts'

export const bandWords = defineWords(
  {
    overdue: '超时最久',
    noOverdue: '没有超时案卷',
    listed: (total: string) => `挂牌督办 ${total}`,
    noListed: '没有挂牌督办的案卷',
    warnings: (total: string) => `今日预警 ${total}`,
    noWarnings: '今天没有升级预警',
    times: (count: string) => `${count} 倍`,
    timesTitle: '已用时间是时限的几倍',
    noType: '类型未定',
  },
  {
    overdue: 'Longest overdue',
    noOverdue: 'Nothing is overdue',
    listed: (total: string) => `Under supervision ${total}`,
    noListed: 'No case is on the supervision list',
    warnings: (total: string) => `Warnings today ${total}`,
    noWarnings: 'Nothing was escalated today',
    times: (count: string) => `${count}×`,
    timesTitle: 'how many times its limit has passed',
    noType: 'type not set',
  },
)
