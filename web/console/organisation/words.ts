import type { DivisionLevel, PlaceLevel } from '#organisation/place-code.ts'
import { defineWords } from '#web/shared/language/language.ts'

type AnyLevel = DivisionLevel | PlaceLevel | 'zone'
const levelsZh: Readonly<Record<AnyLevel, string>> = {
  city: '市', district: '区县', street: '街道（乡镇）', community: '社区（村）', residents_group: '居民小组', building: '楼栋', grid: '网格', zone: '功能区',
} // biome-ignore format: a table
const levelsEn: Readonly<Record<AnyLevel, string>> = {
  city: 'City', district: 'District', street: 'Street', community: 'Community', residents_group: 'Residents’ group', building: 'Building', grid: 'Grid', zone: 'Functional zone',
} // biome-ignore format: a table

/** What several pages of the organisation say. */
export const organisationWords = defineWords(
  {
    levels: levelsZh,
    unitKinds: { centre: '中心', department: '部门', office: '办公室', workstation: '工作站', team: '队伍', company: '企业' },
    kinds: { management: '管理网格', unit: '单元网格' },
    code: '编码',
    name: '名称',
    nameEn: '英文名称',
    on: '生效日期',
    onHint: '从这一天起生效；只能是今天或以前，历史版本保留。',
    cancel: '取消',
    save: '保存',
    done: '已保存',
    close: '关闭',
    place: '地点',
    findPlace: '名称、编码或拼音首字母',
    noPlace: '没有找到这样的地点',
    typeOn: '请输入名称、编码或拼音首字母',
    unit: '单位',
    choosePlaceFirst: '先选单位所在的地点',
    chooseUnit: '选择单位',
    required: (field: string) => `请填写${field}`,
    since: (from: string) => `${from} 起`,
    between: (from: string, to: string) => `${from} 至 ${to}`,
    readOnly: '当前岗位只能查看，不能修改。',
    more: '读取更多',
    all: (count: number) => `共 ${count.toLocaleString('zh-CN')} 条`,
    actions: '操作',
  },
  {
    levels: levelsEn,
    unitKinds: {
      centre: 'Centre',
      department: 'Department',
      office: 'Office',
      workstation: 'Workstation',
      team: 'Team',
      company: 'Company',
    },
    kinds: { management: 'Management grid', unit: 'Unit grid' },
    code: 'Code',
    name: 'Name',
    nameEn: 'English name',
    on: 'Takes effect on',
    onHint: 'It holds from this day on: today or earlier. Earlier versions are kept.',
    cancel: 'Cancel',
    save: 'Save',
    done: 'Saved',
    close: 'Close',
    place: 'Place',
    findPlace: 'Name, code or pinyin initials',
    noPlace: 'There is no such place',
    typeOn: 'Type a name, a code or pinyin initials',
    unit: 'Unit',
    choosePlaceFirst: 'First choose the place of the unit',
    chooseUnit: 'Choose a unit',
    required: (field: string) => `Please give: ${field}`,
    since: (from: string) => `since ${from}`,
    between: (from: string, to: string) => `${from} to ${to}`,
    readOnly: 'Your present post may look but not change anything here.',
    more: 'Read more',
    all: (count: number) => `${count.toLocaleString('en')} in all`,
    actions: 'Actions',
  },
)
