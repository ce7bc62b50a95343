import { useSearchParams } from 'react-router'

export const TABS = ['types', 'rules', 'findings'] as const
export type Tab = (typeof TABS)[number]

/** Where in a version one looks; part of the address, so that a finding, a colleague or the way back leads to the same spot. */
export interface Place {
  readonly tab: Tab
  readonly type: string | null
  readonly rule: number | null
}

const isTab = (text: string | null): text is Tab => TABS.some((tab) => tab === text)

export function usePlace(): readonly [Place, (next: Partial<Place>) => void] {
  const [parameters, setParameters] = useSearchParams()
  const tab = parameters.get('tab')
  const rule = Number(parameters.get('rule'))
  const place: Place = { tab: isTab(tab) ? tab : 'types', type: parameters.get('type'), rule: rule > 0 ? rule : null }
  const go = (next: Partial<Place>): void => {
    const { tab: onto, type, rule: at } = { ...place, ...next }
    const entries = { tab: onto === 'types' ? null : onto, type: onto === 'types' ? type : null, rule: onto === 'rules' ? at : null }
    setParameters(
      Object.entries(entries).flatMap(([name, value]) => (value === null ? [] : [[name, String(value)] as [string, string]])),
      { replace: next.tab === undefined || next.tab === place.tab },
    )
  }
  return [place, go]
}
