import type { PhotoPurpose } from '#cases/case-state.ts'
import type { PhotoFlag } from '#cases/photo-check.ts'
import type { Bilingual } from '#platform/problem.ts'

/** What a photo of a case shows. */
export const PHOTO_PURPOSE_WORDS: Readonly<Record<PhotoPurpose, Bilingual>> = {
  before: { zh: '处置前', en: 'before handling' },
  after: { zh: '处置后', en: 'after handling' },
  verify: { zh: '核实现场', en: 'of the verification' },
  check: { zh: '核查现场', en: 'of the check' },
}

/** What does not fit in a photo: a hint to look closer, never a verdict. */
export const PHOTO_FLAG_WORDS: Readonly<Record<PhotoFlag, Bilingual>> = {
  no_place: { zh: '照片没有位置信息', en: 'the photo does not say where it was taken' },
  far_from_place: { zh: '拍摄位置离案卷位置较远', en: 'taken far from the place of the case' },
  no_time: { zh: '照片没有拍摄时间', en: 'the photo does not say when it was taken' },
  taken_long_before: { zh: '拍摄时间过早', en: 'taken long before' },
  taken_in_future: { zh: '拍摄时间晚于当前时间', en: 'dated in the future' },
  same_as_earlier: { zh: '与本案较早的照片是同一张', en: 'the same picture as an earlier one of this case' },
  clock_wrong: { zh: '手机时钟不准', en: 'the clock of the device is wrong' },
}
