import type { Register } from '#web/console/cases/api-registers.ts'
import type { Bilingual } from '#web/shared/language/language.ts'

/** One column of a register's file: its heading in the file, and what stands in it. */
export interface FileColumn {
  readonly heading: string
  readonly required: boolean
  readonly text: string
}

const column = (heading: string, text: string, required = false): FileColumn => ({ heading, text, required })

/** The columns of each register's file; test/web/console/administration-registers.test.ts compares them with what is exported. */
export const fileColumns: Bilingual<Readonly<Record<Register, readonly FileColumn[]>>> = {
  zh: {
    component: [
      column('code', '编码，16 位国标编码或本册编码', true),
      column('type_code', '问题类型编码，如 C0104', true),
      column('name', '名称', true),
      column('lon', '经度', true),
      column('lat', '纬度', true),
      column('datum', '坐标系：wgs84（不填即是）、gcj02、bd09'),
      column('supervising_unit', '主管单位的编码'),
      column('owner_unit', '权属单位的编码'),
      column('maintenance_unit', '养护单位的编码'),
      column('state', '状态：intact 完好、damaged 破损、lost 丢失、abandoned 废弃、removed 移除'),
      column('initial_date', '初始日期，YYYY-MM-DD'),
      column('change_date', '变更日期，YYYY-MM-DD'),
      column('data_source', '数据来源'),
      column('note', '备注'),
    ],
    shopfront: [
      column('code', '编码', true),
      column('name', '店名', true),
      column('address', '地址', true),
      column('lon', '经度', true),
      column('lat', '纬度', true),
      column('datum', '坐标系：wgs84（不填即是）、gcj02、bd09'),
      column('duties', '门前三包，各项用顿号分开', true),
      column('signed_on', '签订日期，YYYY-MM-DD'),
      column('state', '状态：open 营业、closed 关闭'),
    ],
  },
  en: {
    component: [
      column('code', "code: 16 digits of the national standard, or the register's own", true),
      column('type_code', 'code of the problem type, such as C0104', true),
      column('name', 'name', true),
      column('lon', 'longitude', true),
      column('lat', 'latitude', true),
      column('datum', 'datum: wgs84 (when empty), gcj02 or bd09'),
      column('supervising_unit', 'code of the supervising unit'),
      column('owner_unit', 'code of the owning unit'),
      column('maintenance_unit', 'code of the maintaining unit'),
      column('state', 'state: intact, damaged, lost, abandoned or removed'),
      column('initial_date', 'entered on, YYYY-MM-DD'),
      column('change_date', 'changed on, YYYY-MM-DD'),
      column('data_source', 'data source'),
      column('note', 'note'),
    ],
    shopfront: [
      column('code', 'code', true),
      column('name', 'name', true),
      column('address', 'address', true),
      column('lon', 'longitude', true),
      column('lat', 'latitude', true),
      column('datum', 'datum: wgs84 (when empty), gcj02 or bd09'),
      column('duties', 'duties, parted by semicolons', true),
      column('signed_on', 'signed on, YYYY-MM-DD'),
      column('state', 'state: open or closed'),
    ],
  },
}
