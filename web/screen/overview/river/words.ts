import { defineWords } from '#web/shared/language/language.ts'

export const riverWords = defineWords(
  {
    title: '闭环：此刻各阶段在办，今日流动',
    about: '河面宽为该阶段在办件数，按级别分层，斜纹为超时；河道宽与箭头为今日经过件数',
    stage: (name: string, open: string, overdue: string) => `${name}：在办 ${open}，超时 ${overdue}`,
    forward: (count: string) => `→ ${count}`,
    back: (count: string) => `↩ ${count}`,
    crossed: (from: string, to: string, forward: string, back: string) => `今日由“${from}”一侧到“${to}”一侧 ${forward} 件，退回 ${back} 件`,
    entered: (count: string) => `今日进入 ${count} 件`,
    closedToday: '今日结案',
    otherEnds: (count: string) => `其他 ${count}`,
    otherEndsTitle: '今日不予立案、作废、并案',
  },
  {
    title: 'The loop: open in each stage now, and what moved today',
    about: 'Wide: open cases in the stage, by level, overdue ones hatched; narrow, and arrows: cases that passed today',
    stage: (name: string, open: string, overdue: string) => `${name}: ${open} open, ${overdue} overdue`,
    forward: (count: string) => `→ ${count}`,
    back: (count: string) => `↩ ${count}`,
    crossed: (from: string, to: string, forward: string, back: string) =>
      `Today from before “${to}” past “${from}”: ${forward}; sent back: ${back}`,
    entered: (count: string) => `${count} entered today`,
    closedToday: 'closed today',
    otherEnds: (count: string) => `else ${count}`,
    otherEndsTitle: 'declined, voided or merged today',
  },
)
