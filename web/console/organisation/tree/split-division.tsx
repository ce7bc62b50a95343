import { Form } from 'antd'
import { useMemo, useState } from 'react'
import { type Division, splitDivision } from '#web/console/organisation/api.ts'
import { EffectiveDay, TextField } from '#web/console/organisation/form-fields.tsx'
import { cutRing } from '#web/console/organisation/grids/cut.ts'
import { type Area, type Position, polygonsOf, type Ring, toGeometry } from '#web/console/organisation/grids/geometry.ts'
import organisation from '#web/console/organisation/organisation.module.css'
import { cityToday } from '#web/console/organisation/today.ts'
import { organisationWords } from '#web/console/organisation/words.ts'
import { WriteDialog } from '#web/console/organisation/write-dialog.tsx'
import { useWords } from '#web/shared/language/language.ts'
import { CityMap } from '#web/shared/map/city-map.tsx'
import { boundsOf } from '#web/shared/map/use-area-bounds.ts'
import { DividingLine } from './dividing-line.tsx'
import styles from './tree.module.css'
import { treeWords } from './words.ts'

interface SplitDivisionProps {
  readonly division: Division
  readonly area: Area
  readonly open: boolean
  readonly onClose: () => void
}
interface Given {
  readonly parts: readonly { readonly code: string; readonly name: string; readonly nameEn?: string }[]
  readonly on: string
}

/** Makes two of a division along a line drawn on the map. */
export function SplitDivision({ division, area, open, onClose }: SplitDivisionProps) {
  const words = useWords(treeWords)
  const shared = useWords(organisationWords)
  const [line, setLine] = useState<readonly Position[] | null>(null)
  const [polygon, ...more] = polygonsOf(area)
  const [ring, ...holes] = polygon ?? []
  const whole = ring !== undefined && more.length === 0 && holes.length === 0 ? ring : null
  const outline = useMemo(() => toGeometry(area), [area])
  const cut = whole && line && cutRing(whole, line)
  const { code, name, nameEn } = division
  const send = ({ parts, on }: Given, requestId: string) =>
    splitDivision(code, {
      parts: parts.map((part, index) => ({ ...part, nameEn: part.nameEn?.trim() || null, area: polygonArea(cut?.[index]) })),
      on,
      requestId,
    })
  return (
    <WriteDialog<Given>
      title={`${words.split} · ${name}`}
      open={open}
      onClose={onClose}
      verb={words.split}
      width={760}
      ready={Boolean(cut)}
      initial={{
        parts: [
          { code, name, nameEn: nameEn ?? '' },
          { code: '', name: '', nameEn: '' },
        ],
        on: cityToday(),
      }}
      send={send}
    >
      <p className={organisation.secondary}>{whole ? words.splitText : words.splitMany}</p>
      {whole && (
        <div className={styles.split}>
          <CityMap label={words.map(name)} bounds={boundsOf(area)} outline={outline} grids>
            <DividingLine ring={whole} onDrawn={setLine} />
          </CityMap>
        </div>
      )}
      {line && !cut && (
        <p role="alert" className={organisation.problem}>
          {words.splitNot}
        </p>
      )}
      {[0, 1].map((index) => (
        <div key={index}>
          <h3>{words.splitPart(index + 1)}</h3>
          <div className={organisation.pair}>
            <TextField name={['parts', index, 'code']} label={shared.code} />
            <TextField name={['parts', index, 'name']} label={shared.name} />
          </div>
        </div>
      ))}
      <Form.Item noStyle>
        <EffectiveDay />
      </Form.Item>
    </WriteDialog>
  )
}

const polygonArea = (ring: Ring | undefined): Area => ({ type: 'Polygon', coordinates: ring ? [ring] : [] })
