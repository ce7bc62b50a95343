import { defineWords } from '#web/shared/language/language.ts'

export const helpWords = defineWords(
  {
    title: '帮助：这些词是什么意思',
    open: '帮助',
    find: '查一个词',
    nothing: '没有这个词',
    stages: '案卷走到哪一步',
    actions: '可以做什么',
    ideas: '时限与层级',
    waits: (name: string) => `案卷在“${name}”时，等的就是这一步。`,
    keysTitle: '键盘',
    keys: '任何地方按 Ctrl+K 搜索；在工作台按 ? 看全部按键。',
    terms: [
      { name: '灯', text: '● 绿：用了不到八成时限；▲ 黄：八成以上；■ 红：已超时；◆ 深红：超时一倍以上；‖ 停表。' },
      { name: '处置时限', text: '从派遣起算，到反馈为止；申请回退等待裁定、挂账期间停表。' },
      { name: '阶段时限', text: '受理、立案、派遣、核查、结案各有自己的时限，记在办这一步的中心头上，不算责任单位的。' },
      { name: '工作时', text: '只在工作日的工作时间里走；节假日不走，调休上班日照走。紧急工作时则昼夜连续走。' },
      { name: '来源层级', text: '谁发现的：市、区、街道还是社区。' },
      { name: '闭环层级', text: '现在由哪一级的单位办：市级大循环、区级、街道，或社区自循环。' },
      { name: '结案层级', text: '由哪一级核查和结案。谁受理谁结案，办事的单位不能自己结。' },
      { name: '先例', text: '以前同类案卷的回退、延期、挂账是怎么裁定的，裁定时列在旁边。' },
      { name: '挂牌督办', text: '重大问题列入名单，写明负责人；同级或更高一级才能摘牌。' },
      { name: '经过已校验', text: '案卷每一步都与前一步锁在一起；有人改动过数据就会被指出来。' },
      { name: '部件与事件', text: '部件是有主的公共设施，如井盖、路灯；事件是发生的行为或现象，如占道经营。' },
    ],
  },
  {
    title: 'Help: what the words mean',
    open: 'Help',
    find: 'Find a word',
    nothing: 'No such word',
    stages: 'How far a case has come',
    actions: 'What can be done',
    ideas: 'Limits and levels',
    waits: (name: string) => `A case that is “${name}” waits for just this.`,
    keysTitle: 'Keyboard',
    keys: 'Ctrl+K searches from anywhere; ? on the workbench shows every key.',
    terms: [
      {
        name: 'Lights',
        text: '● green: less than 80 % of the limit used; ▲ amber: more; ■ red: overdue; ◆ deep red: over by the whole limit again; ‖ the clock stands.',
      },
      {
        name: 'Handling limit',
        text: 'Runs from dispatch to report-back; it stands while a return waits for its ruling and while the case is suspended.',
      },
      {
        name: 'Stage limit',
        text: 'Accepting, filing, dispatching, checking and closing have limits of their own, charged to the centre whose step it is, never to the unit.',
      },
      {
        name: 'Working hour',
        text: 'Runs only in the working time of working days; holidays do not count, make-up workdays do. Urgent hours run day and night.',
      },
      { name: 'Origin level', text: 'Who found it: city, district, street or community.' },
      { name: 'Loop level', text: 'Whose units handle it now: the city, a district, a street, or the community by itself.' },
      { name: 'Closing level', text: 'Who checks and closes. Whoever took it in closes it; the unit that handles it never does.' },
      {
        name: 'Precedent',
        text: 'How earlier returns, extensions and suspensions of the same type were ruled; shown beside each new ruling.',
      },
      { name: 'Supervision list', text: 'Grave problems with a named owner; only the same rank or a higher one may take one off.' },
      { name: 'Verified history', text: 'Every step is locked to the one before; data that somebody changed is pointed out.' },
      {
        name: 'Component and event',
        text: 'A component is public property with an owner, such as a manhole cover or a lamp; an event is something that happens, such as vending on the road.',
      },
    ],
  },
)
