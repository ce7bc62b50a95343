import { Button, Select } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useCoverage } from '#web/console/organisation/api.ts'
import { type AnyFinding, FindingsLayer } from '#web/console/organisation/grids/findings-layer.tsx'
import { FindingsList } from '#web/console/organisation/grids/findings-list.tsx'
import { GoTo } from '#web/console/organisation/grids/go-to.tsx'
import organisation from '#web/console/organisation/organisation.module.css'
import { useWords } from '#web/shared/language/language.ts'
import { CityMap } from '#web/shared/map/city-map.tsx'
import { useDivisionBounds } from '#web/shared/map/use-area-bounds.ts'
import { Empty, Failure, Loading } from '#web/shared/states/states.tsx'
import styles from './staffing.module.css'
import { coverageLevels, staffingWords } from './words.ts'

/** Gaps, overlaps and the like of one level within a place, in a list and on the map. */
export function CoverageView({ within }: { readonly within: string | undefined }) {
  const words = useWords(staffingWords)
  const [level, setLevel] = useState<(typeof coverageLevels)[number]>('management-grid')
  const [chosen, setChosen] = useState<AnyFinding | null>(null)
  const { data, error, isFetching, refetch } = useCoverage(level, within)
  const bounds = useDivisionBounds(within)
  const findings = isFetching ? [] : (data?.findings ?? [])
  return (
    <div className={styles.coverage}>
      <div className={styles.findings}>
        <div>
          <Select
            className={organisation.field}
            aria-label={words.level}
            value={level}
            onChange={setLevel}
            options={coverageLevels.map((value) => ({ value, label: words.levels[value] }))}
          />
          <span className={organisation.secondary} role="status">
            {isFetching ? words.checking : data && words.checked(data.checkedParents, data.checkedChildren)}
          </span>
          {chosen && <Mend finding={chosen} />}
        </div>
        {error && !isFetching && <Failure error={error} retry={() => void refetch()} />}
        {isFetching && <Loading rows={8} />}
        {data && !isFetching && findings.length === 0 && <Empty title={words.noFindings}>{words.noFindingsText}</Empty>}
        {findings.length > 0 && <FindingsList findings={findings} onChoose={(finding) => setChosen({ ...finding })} />}
      </div>
      <CityMap label={words.findingsMap} grids {...(bounds && { bounds })}>
        <FindingsLayer findings={findings} />
        <GoTo finding={chosen} />
      </CityMap>
    </div>
  )
}

/** To where the outlines in trouble are edited. */
function Mend({ finding: { parentCode, level } }: { readonly finding: AnyFinding }) {
  const words = useWords(staffingWords)
  const navigate = useNavigate()
  const kind = level === 'management-grid' ? 'management' : level.startsWith('unit-grid') ? 'unit' : 'division'
  return <Button onClick={() => void navigate(`/administration/grids?place=${parentCode}&kind=${kind}`)}>{words.mend}</Button>
}
