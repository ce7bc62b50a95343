/** The everyday name of a community or village without the words for its committee. */

const committee = /(村民委员会|居民委员会|村委会|居委会|委员会)$/

/** 关上社区居民委员会 becomes 关上社区, 白邑村委会 becomes 白邑村, 三家村村民委员会 becomes 三家村. */
export function shortName(name: string): string {
  const village = name.endsWith('村民委员会') || name.endsWith('村委会')
  const stem = name.replace(committee, '')
  return village && !stem.endsWith('村') ? `${stem}村` : stem
}
