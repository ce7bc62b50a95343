import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useWords } from '#web/shared/language/language.ts'
import type { VertexChange } from './borders.ts'
import { type Polygon, type Position, type Ring, rounded } from './geometry.ts'
import styles from './grids.module.css'
import { gridsWords } from './words.ts'

interface VertexTableProps {
  readonly polygons: readonly Polygon[]
  readonly onChange: (change: VertexChange) => void
}

/** Every vertex of an outline by its coordinates: the way to edit without a pointer. */
export function VertexTable({ polygons, onChange }: VertexTableProps) {
  return polygons.flatMap((polygon, part) =>
    polygon.map((ring, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a ring is known by its place
      <RingTable key={`${part} ${index}`} part={part + 1} index={index} ring={ring} onChange={onChange} />
    )),
  )
}

interface RingTableProps {
  readonly part: number
  readonly index: number
  readonly ring: Ring
  readonly onChange: (change: VertexChange) => void
}

function RingTable({ part, index, ring, onChange }: RingTableProps) {
  const words = useWords(gridsWords)
  const open = ring.slice(0, -1)
  const half = (at: Position, next: Position): Position => [rounded((at[0] + next[0]) / 2), rounded((at[1] + next[1]) / 2)]
  return (
    <table className={styles.vertices}>
      <caption>{words.partOf(part, index)}</caption>
      <thead>
        <tr>
          <th scope="col">#</th>
          <th scope="col">{words.lon}</th>
          <th scope="col">{words.lat}</th>
          <th />
        </tr>
      </thead>
      <tbody>
        {open.map((at, number) => {
          const next = open[(number + 1) % open.length] ?? at
          return (
            <tr key={at.join()}>
              <th scope="row">{number + 1}</th>
              {([0, 1] as const).map((axis) => (
                <td key={axis}>
                  <Degrees
                    label={`${words.vertex(number + 1)} ${axis === 0 ? words.lon : words.lat}`}
                    value={at[axis]}
                    most={axis === 0 ? 180 : 90}
                    onChange={(degrees) => onChange({ did: 'moved', from: at, to: axis === 0 ? [degrees, at[1]] : [at[0], degrees] })}
                  />
                </td>
              ))}
              <td>
                <Button
                  size="small"
                  type="text"
                  icon={<PlusOutlined />}
                  aria-label={`${words.vertex(number + 1)} ${words.insert}`}
                  title={words.insert}
                  onClick={() => onChange({ did: 'inserted', at: half(at, next), after: at, before: next })}
                />
                <Button
                  size="small"
                  type="text"
                  icon={<DeleteOutlined />}
                  disabled={open.length <= 3}
                  aria-label={`${words.vertex(number + 1)} ${words.remove}`}
                  title={words.remove}
                  onClick={() => onChange({ did: 'deleted', at })}
                />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

interface DegreesProps {
  readonly label: string
  readonly value: number
  readonly most: number
  readonly onChange: (degrees: number) => void
}

/** Degrees that are taken when the field is left or Enter is pressed; Escape puts back what was. */
function Degrees({ label, value, most, onChange }: DegreesProps) {
  const words = useWords(gridsWords)
  const [text, setText] = useState<string | null>(null)
  const degrees = Number(text)
  const wrong = text !== null && (text.trim() === '' || !Number.isFinite(degrees) || Math.abs(degrees) > most)
  const take = (): void => {
    if (text === null || wrong) return
    setText(null)
    if (degrees !== value) onChange(rounded(degrees))
  }
  return (
    <input
      aria-label={label}
      inputMode="decimal"
      value={text ?? value.toFixed(7)}
      aria-invalid={wrong}
      title={wrong ? words.notDegrees : undefined}
      onChange={(event) => setText(event.target.value)}
      onBlur={take}
      onKeyDown={({ key }) => {
        if (key === 'Enter') take()
        if (key === 'Escape') setText(null)
      }}
    />
  )
}
