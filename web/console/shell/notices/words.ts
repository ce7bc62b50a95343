import { defineWords } from '#web/shared/language/language.ts'

export const noticesWords = defineWords(
  {
    title: '通知',
    unread: (count: number) => `通知，${count} 条未读`,
    empty: '没有通知',
    emptyText: '本单位的案卷被督办、挂牌、裁定或需返工，以及派您核实、核查时，会在这里告诉您。',
    awaiting: (number: number, by: string | null) => `标准目录第 ${number} 版等待批准${by === null ? '' : `（${by}起草）`}`,
    markAll: '全部标为已读',
    more: '更早的',
    gone: '（案卷已不在本单位）',
  },
  {
    title: 'Notices',
    unread: (count: number) => `Notices, ${count} unread`,
    empty: 'No notices',
    emptyText:
      'You are told here when a case of your unit is urged, listed, ruled on or back for rework, and when you are named to verify or check one.',
    awaiting: (number: number, by: string | null) =>
      `Version ${number} of the catalogue awaits approval${by === null ? '' : ` (drafted by ${by})`}`,
    markAll: 'Mark all as read',
    more: 'Earlier ones',
    gone: '(the case has left your unit)',
  },
)
