import { defineWords } from '#web/shared/language/language.ts'

export const aboutWords = defineWords(
  {
    title: '我的信息会怎样处理',
    asked: '要您给什么',
    askedText: '只要说清哪里、什么问题。照片、联系方式都可以不给，不要姓名，不要账号。',
    kept: '谁能看到，留多久',
    code: (days: number) => `编号和查询码 ${days} 天内可以查进展；系统只存查询码的校验值，不存查询码本身，丢了补不了。`,
    loose: (days: number) => `传了照片却没有发出上报的，照片 ${days} 天内删除。`,
    map: '公开地图显示什么',
    mapText: '只显示类别、状态、日期和位置。牵涉个人或住户的，位置只示大概；有些类别从不显示。您写的字、照片和您是谁，从不公开。',
    device: '这台设备上存什么',
    deviceText: '没有写完的上报（发送后删除，最多七天）、您要它记住的编号和查询码、语言和字号。没有 Cookie，不跟踪，不用别家的服务。',
    history: '经过怎么保证没有被改',
    historyText: '每一步的记录都带着前一步的校验值。改动任何一条，后面就对不上；每次查询都会核对一遍。',
    emergencyText: '正在发生的危险，请不要在这里填，直接打电话。',
  },
  {
    title: 'What happens to my data',
    asked: 'What you are asked',
    askedText: 'Only where and what. A photo and a contact are up to you; no name, no account.',
    kept: 'Who sees it, and for how long',
    code: (days: number) =>
      `Number and code show how it goes for ${days} days; only a check value of the code is kept, not the code, so a lost one cannot be given again.`,
    loose: (days: number) => `Photos that were sent without a report are deleted within ${days} days.`,
    map: 'What the public map shows',
    mapText:
      'The topic, the state, the day and the place. What concerns a person or a home is shown only roughly, and some kinds never. Your words, your photos and who you are never.',
    device: 'What is kept on this device',
    deviceText:
      'A report that is not finished (until it is sent, seven days at most), numbers and codes you ask it to remember, language and size of type. No cookies, no tracking, no service of anybody else.',
    history: 'How you can tell that nothing was changed',
    historyText:
      'Each entry carries a check value of the one before. Change one, and those after it no longer fit; each look-up checks them all.',
    emergencyText: 'For a danger that is happening now fill in nothing here; call.',
  },
)
