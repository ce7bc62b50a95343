import { Button, Drawer, Table, type TableColumnsType } from 'antd'
import { useRef, useState } from 'react'
import { useVacancies, type Vacancies } from '#web/console/organisation/api-people.ts'
import { useHeight } from '#web/console/organisation/use-height.ts'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import { useMore } from '#web/shared/list/use-more.ts'
import { Empty, Failure, Loading } from '#web/shared/states/states.tsx'
import { GridStaffSection } from './grid-staff.tsx'
import styles from './staffing.module.css'
import { staffingWords } from './words.ts'

type Line = Vacancies['items'][number]
const HEAD = 40

interface VacanciesViewProps {
  readonly within: string | undefined
  readonly onWithin: (code: string) => void
}

/** The grids that lack somebody, with sums by kind and by place; a grid opens its staff. */
export function VacanciesView({ within, onWithin }: VacanciesViewProps) {
  const words = useWords(staffingWords)
  const vacancies = useVacancies(within)
  const { data, error, refetch } = vacancies
  const more = useMore(vacancies)
  const [grid, setGrid] = useState<Line | null>(null)
  const report = data?.pages[0]
  if (error && !report) return <Failure error={error} retry={() => void refetch()} />
  if (!report) return <Loading rows={12} />
  if (report.grids === 0) return <Empty title={words.noGrids}>{words.noGridsText}</Empty>
  if (report.vacancies === 0) return <Empty title={words.noVacancies}>{words.noVacanciesText}</Empty>
  return (
    <div className={styles.view}>
      <Sums report={report} onWithin={onWithin} />
      <GridLines lines={data?.pages.flatMap(({ items }) => items) ?? []} onOpen={setGrid} onEnd={more} />
      <Drawer open={grid !== null} onClose={() => setGrid(null)} size={480} title={grid ? `${grid.gridName} · ${grid.gridCode}` : ''}>
        {grid && <GridStaffSection code={grid.gridCode} />}
      </Drawer>
    </div>
  )
}

function Sums({ report, onWithin }: { readonly report: Vacancies; readonly onWithin: (code: string) => void }) {
  const words = useWords(staffingWords)
  const language = useLanguage()
  return (
    <aside className={styles.sums}>
      <p>
        <strong>{words.total(report.grids, report.vacancies)}</strong>
      </p>
      <h2>{words.byKind}</h2>
      <ul>
        {report.byKind.map(({ code, name, nameEn, vacancies }) => (
          <li key={code}>
            <span>{language === 'zh' ? name : nameEn}</span>
            <span>{vacancies}</span>
          </li>
        ))}
      </ul>
      {report.byDivision.length > 0 && <h2>{words.byDivision}</h2>}
      <ul>
        {report.byDivision.map(({ code, name, nameEn, vacancies }) => (
          <li key={code}>
            <Button type="link" size="small" onClick={() => onWithin(code)}>
              {language === 'zh' ? name : (nameEn ?? name)}
            </Button>
            <span>{vacancies}</span>
          </li>
        ))}
      </ul>
    </aside>
  )
}

interface GridLinesProps {
  readonly lines: readonly Line[]
  readonly onOpen: (line: Line) => void
  readonly onEnd: () => void
}

function GridLines({ lines, onOpen, onEnd }: GridLinesProps) {
  const words = useWords(staffingWords)
  const language = useLanguage()
  const holder = useRef<HTMLDivElement>(null)
  const height = useHeight(holder)
  const columns: TableColumnsType<Line> = [
    {
      title: words.grid,
      key: 'grid',
      width: 260,
      render: (_, line) => (
        <Button type="link" size="small" onClick={() => onOpen(line)}>
          {line.gridName}
        </Button>
      ),
    },
    {
      title: words.community,
      key: 'community',
      width: 200,
      ellipsis: true,
      render: (_, { communityCode, communityName, communityNameEn }) =>
        (language === 'zh' ? communityName : (communityNameEn ?? communityName)) ?? communityCode,
    },
    {
      title: words.missing,
      key: 'missing',
      ellipsis: true,
      render: (_, { missing }) =>
        missing.map(({ name, nameEn }) => (language === 'zh' ? name : nameEn)).join(language === 'zh' ? '、' : ', '),
    },
  ]
  return (
    <div ref={holder} className={styles.table}>
      {height > 0 && (
        <Table<Line>
          virtual
          size="small"
          rowKey="gridCode"
          columns={columns}
          dataSource={[...lines]}
          pagination={false}
          scroll={{ x: 640, y: height - HEAD }}
          onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
            if (scrollHeight - scrollTop - clientHeight < 400) onEnd()
          }}
        />
      )}
    </div>
  )
}
