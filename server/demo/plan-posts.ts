import { inMainUrban } from '#demo/city.ts'
import type { Units } from '#demo/plan-units.ts'
import type { Holding, Roster, Seat } from '#demo/roster.ts'
import type { Unit } from '#organisation/queries-units.ts'

const seat = (role: string, title: string, titleEn: string, rank = 1): Seat => ({ role, title, titleEn, rank })
const ACCEPTOR = seat('acceptor', '受理员', 'Acceptor')
const DUTY_CHIEF = seat('duty-chief', '值班长', 'Duty chief', 2)
const DISPATCHER = seat('dispatcher', '派遣员', 'Dispatcher')
const SUPERVISOR = seat('supervisor', '督办领导', 'Supervising leader', 3)
const HANDLER = seat('handler', '处置员', 'Handler')
const CITY_INSPECTOR = seat('inspector', '市级网格监督员', 'City grid inspector')
const WORKSTATION_HEAD = seat('workstation-head', '网格工作站长', 'Community workstation head', 2)
const ADMINISTRATORS = [
  seat('administrator', '系统管理员', 'Administrator'),
  seat('security-administrator', '安全管理员', 'Security administrator'),
  seat('catalogue-approver', '目录审批员', 'Catalogue approver'),
  seat('auditor', '审计管理员', 'Audit administrator'),
]

/** City inspectors, as the city publishes it. */
const CITY_INSPECTORS = 190

const times = (count: number, each: Seat): Seat[] => Array.from({ length: count }, () => each)

/** The posts of a unit, district inspectors apart. */
function seatsOf({ kind, level, areaCode }: Unit): Seat[] {
  if (kind === 'workstation') return [WORKSTATION_HEAD]
  if (kind !== 'centre') return times(level === 'community' && !inMainUrban(areaCode) ? 1 : 2, HANDLER)
  if (level === 'city')
    return [
      ...times(6, ACCEPTOR),
      ...times(3, DUTY_CHIEF),
      ...times(4, DISPATCHER),
      ...times(2, SUPERVISOR),
      ...times(CITY_INSPECTORS, CITY_INSPECTOR),
      ...ADMINISTRATORS,
    ]
  if (level === 'district') return [...times(3, ACCEPTOR), ...times(2, DUTY_CHIEF), ...times(2, DISPATCHER), SUPERVISOR]
  return [ACCEPTOR, DUTY_CHIEF, DISPATCHER, SUPERVISOR]
}

/** Who holds the posts, by unit code and role, in the order the posts were made. */
export type Holders = ReadonlyMap<string, readonly Holding[]>

/** The key of `Holders`. */
export const holderKey = (unitCode: string, role: string): string => `${unitCode} ${role}`

/**
 * Fills every post with a fictional person. In each centre the first dispatcher deputises for the duty chief; in streets outside the main
 * urban area one person is acceptor and dispatcher.
 */
export function planPosts(roster: Roster, units: Units): Holders {
  const holders = new Map<string, Holding[]>()
  for (const unit of units.values()) {
    const holder = (role: string): Holding | undefined => holders.get(holderKey(unit.code, role))?.[0]
    for (const each of seatsOf(unit)) {
      const both = each === DISPATCHER && unit.level === 'street' && !inMainUrban(unit.areaCode)
      const holding = roster.fill(unit, each, both ? holder('acceptor')?.personId : undefined)
      const key = holderKey(unit.code, each.role)
      holders.set(key, [...(holders.get(key) ?? []), holding])
    }
    const [deputy, chief] = [holder('dispatcher'), holder('duty-chief')]
    if (deputy && chief) roster.appoint(deputy.personId, chief.postId, 'deputy')
  }
  return holders
}
