import { useQuery } from '@tanstack/react-query'
import { Button, Form, Select, Space } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { closeGrid, type Grid, gridsBelow, renameGrid } from '#web/console/organisation/api.ts'
import { EffectiveDay, TextField } from '#web/console/organisation/form-fields.tsx'
import organisation from '#web/console/organisation/organisation.module.css'
import { GridStaffSection } from '#web/console/organisation/staffing/grid-staff.tsx'
import { cityToday } from '#web/console/organisation/today.ts'
import { organisationWords } from '#web/console/organisation/words.ts'
import { WriteDialog } from '#web/console/organisation/write-dialog.tsx'
import { useWords } from '#web/shared/language/language.ts'
import { useMay } from '#web/shared/session/session.tsx'
import { Empty, Failure, Loading } from '#web/shared/states/states.tsx'
import { OutlineMap } from './outline-map.tsx'
import styles from './tree.module.css'
import { useCommunityOf } from './use-community-of.ts'
import { treeWords } from './words.ts'

interface GridCardProps {
  readonly code: string
  readonly kind: Grid['kind']
}

/** A grid: its outline and the people who staff it. */
export function GridCard({ code, kind }: GridCardProps) {
  const words = useWords(treeWords)
  const community = useCommunityOf(code)
  const { data, error, refetch } = useQuery({ ...gridsBelow(community.data ?? '', kind), enabled: Boolean(community.data) })
  const failed = error ?? community.error
  if (failed) return <Failure error={failed} retry={() => void (community.data ? refetch() : community.refetch())} />
  if (!data) return <Loading rows={14} />
  const feature = data.features.find(({ id }) => id === code)
  return feature ? <GridFacts grid={feature.properties} area={feature.geometry} /> : <Empty title={words.none} />
}

function GridFacts({ grid, area }: { readonly grid: Grid; readonly area: Parameters<typeof OutlineMap>[0]['area'] }) {
  const words = useWords(treeWords)
  const shared = useWords(organisationWords)
  const mayEdit = useMay('organisation.edit')
  const [doing, setDoing] = useState<'rename' | 'close' | null>(null)
  const { code, kind, name, regionClass, communityCode, validFrom, validTo } = grid
  return (
    <>
      <header className={styles.cardHead}>
        <h1>{name}</h1>
        {mayEdit && (
          <Space wrap>
            <Button onClick={() => setDoing('rename')}>{words.rename}</Button>
            <Button onClick={() => setDoing('close')}>{words.closeGrid}</Button>
            <Link to={`/administration/grids?place=${communityCode}&kind=${kind}`}>{words.outline}</Link>
          </Space>
        )}
      </header>
      <div className={styles.top}>
        <dl className={organisation.facts}>
          <dt>{shared.code}</dt>
          <dd>{code}</dd>
          <dt>{words.level}</dt>
          <dd>{shared.kinds[kind]}</dd>
          <dt>{words.regionClass}</dt>
          <dd>{regionClassName(words.regionClasses, regionClass)}</dd>
          <dt>{words.valid}</dt>
          <dd>{validTo ? shared.between(validFrom, validTo) : shared.since(validFrom)}</dd>
        </dl>
        <OutlineMap name={name} area={area} />
      </div>
      {kind === 'management' && <GridStaffSection code={code} />}
      <ChangeGrid grid={grid} open={doing === 'rename'} onClose={() => setDoing(null)} />
      <WriteDialog<{ on: string }>
        title={`${words.closeGrid} · ${name}`}
        open={doing === 'close'}
        onClose={() => setDoing(null)}
        verb={words.closeGrid}
        danger
        initial={{ on: cityToday() }}
        send={({ on }, requestId) => closeGrid(kind, code, { requestId, on })}
      >
        <EffectiveDay />
      </WriteDialog>
    </>
  )
}

const regionClassName = (names: Readonly<Record<1 | 2 | 3, string>>, regionClass: number): string =>
  names[regionClass === 2 ? 2 : regionClass === 3 ? 3 : 1]

function ChangeGrid({ grid, open, onClose }: { readonly grid: Grid; readonly open: boolean; readonly onClose: () => void }) {
  const words = useWords(treeWords)
  const shared = useWords(organisationWords)
  const { kind, code, name, regionClass } = grid
  return (
    <WriteDialog<{ name: string; regionClass: number; on: string }>
      title={`${words.rename} · ${name}`}
      open={open}
      onClose={onClose}
      verb={words.rename}
      initial={{ name, regionClass, on: cityToday() }}
      send={(given, requestId) => renameGrid(kind, code, { ...given, requestId })}
    >
      <TextField name="name" label={shared.name} />
      <Form.Item name="regionClass" label={words.regionClass}>
        <Select options={([1, 2, 3] as const).map((each) => ({ value: each, label: words.regionClasses[each] }))} />
      </Form.Item>
      <EffectiveDay />
    </WriteDialog>
  )
}
