import type { Dice } from '#simulation/dice.ts'
import type { Channel } from '#simulation/fate.ts'
import type { Problem } from '#simulation/scenery.ts'

/** Made up: no road of the city is meant. */
const ROAD_WORDS = [
  '兴业',
  '春晖',
  '和平',
  '文昌',
  '望湖',
  '金桂',
  '石桥',
  '东风',
  '新迎',
  '翠竹',
  '民乐',
  '安康',
  '丰登',
  '玉泉',
  '北辰',
  '锦绣',
]
const ROAD_KINDS = ['路', '街', '巷', '大道']
const SPOTS = ['门前', '路口', '公交站旁', '人行道上', '小区入口', '农贸市场旁', '学校对面', '绿化带内', '停车场边']

const OPENINGS: Readonly<Record<Channel, readonly string[]>> = {
  patrol: ['巡查发现', '日常巡查中发现', '网格巡查发现', ''],
  hotline: ['市民来电反映：', '热线转来：'],
  web: ['网站留言反映：'],
  media: ['媒体报道：'],
  drone: ['无人机巡查发现：'],
  video: ['视频巡查发现：'],
  sensor: ['监测设备告警：'],
  satellite: ['遥感图斑提示：'],
  app: ['市民随手拍反映：'],
  other: [''],
}

/** The place without the words for its committee: 双桥社区居民委员会 is 双桥社区. */
const shortName = (name: string): string => name.replace(/(居民委员会|居委会|村民委员会|村委会)$/, '')

/** An address from the names of the places a code lies in, with a road that does not exist. */
export function addressAt(names: ReadonlyMap<string, string>, placeCode: string, dice: Dice): string {
  const road = `${dice.pick(ROAD_WORDS) ?? ''}${dice.pick(ROAD_KINDS) ?? ''}`
  const parts = Array.from({ length: placeCode.length }, (_, index) => names.get(placeCode.slice(0, index + 1))).filter(
    (name) => name !== undefined,
  )
  return `${parts.map(shortName).join('')}${road}${1 + Math.floor(dice.next() * 180)}号${dice.pick(SPOTS) ?? ''}（模拟）`
}

/** What a report says: how it was found, what kind of problem it is, and what is to be seen, in the words of its filing condition. */
export function describeProblem(problem: Problem, filing: string, channel: Channel, typeKnown: boolean, dice: Dice): string {
  const opening = dice.pick(OPENINGS[channel]) ?? ''
  const seen = filing.replace(/[。；]$/, '')
  return typeKnown ? `${opening}${problem.type.name}，${seen}。` : `${opening}${seen}。`
}

/** What people write on each step. */
export const WORDS = {
  done: ['已安排人员处理完毕', '已整改到位，现场恢复正常', '已修复并清理现场', '已劝导并规范，现场秩序良好'],
  selfDone: ['现场已清理', '已当场劝离并恢复', '随手处置完毕', '已扶正摆放整齐'],
  real: ['现场核实，情况属实', '经查看，问题存在'],
  notReal: ['现场查看，未发现所反映的问题', '核实时问题已不存在'],
  passed: ['核查通过，符合结案条件', '现场复核，问题已解决'],
  failed: ['处置不彻底，现场仍有残留', '核查不通过，问题未完全解决'],
  notOurs: ['该点位不属本单位职责范围', '权属不在本单位，请改派'],
  returnGranted: ['同意回退，重新派遣', '情况属实，准予回退'],
  returnRefused: ['职责清单明确由你单位负责，请抓紧处置', '不予回退，按派遣执行'],
  extension: ['需采购材料，申请延长时限', '连日降雨影响施工，申请延期'],
  suspension: ['需列入改造工程统一实施', '等待管线产权单位停电配合'],
  granted: ['同意', '情况属实，同意申请'],
  refused: ['理由不充分，请按期完成', '不同意，请抓紧处置'],
  redispatch: ['首次派遣有误，改派责任单位'],
  down: ['由区级统筹处置更为便利'],
  up: ['责任单位不在本级，请上级中心派遣', '超出本级处置能力，请上级统筹'],
  assist: ['配合清运', '配合现场秩序维护', '配合断电断水'],
  partDone: ['协办事项已完成'],
  urge: ['该案已超期，请立即处置并回复', '请今日内办结'],
  reply: ['正在处置，预计今日完成', '已到场，抓紧施工'],
  list: ['长期超期未办结，挂牌督办'],
  delist: ['已办结，摘牌'],
  merge: ['与已有案卷为同一问题'],
  void: ['上报有误，作废'],
  decline: ['不符合立案条件'],
  reopen: ['问题反弹，重新立案', '群众再次反映同一问题'],
  rate: ['办理及时', '已解决，谢谢', ''],
} as const
