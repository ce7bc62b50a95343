import { Button, Upload } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import type { DivisionInput } from '#organisation/contract-changes.ts'
import organisation from '#web/console/organisation/organisation.module.css'
import { useWords } from '#web/shared/language/language.ts'
import { treeWords } from './words.ts'

export type GivenArea = NonNullable<z.input<typeof DivisionInput>['area']>

interface AreaFileProps {
  readonly id?: string
  readonly value?: GivenArea | null
  readonly onChange?: (area: GivenArea | null) => void
}

/** The first polygon of a GeoJSON text: a geometry, a feature or a collection of them. */
export function areaIn(text: string): GivenArea | null {
  const look = (value: unknown): GivenArea | null => {
    if (typeof value !== 'object' || value === null || !('type' in value)) return null
    if (value.type === 'Polygon' || value.type === 'MultiPolygon') return value as GivenArea
    if ('geometry' in value) return look(value.geometry)
    return 'features' in value && Array.isArray(value.features) ? (value.features.map(look).find((area) => area !== null) ?? null) : null
  }
  try {
    return look(JSON.parse(text))
  } catch {
    return null
  }
}

/** An outline from a file. */
export function AreaFile({ id, value, onChange }: AreaFileProps) {
  const words = useWords(treeWords)
  const [name, setName] = useState('')
  const [wrong, setWrong] = useState(false)
  const read = async (file: File): Promise<void> => {
    const area = areaIn(await file.text())
    setName(file.name)
    setWrong(area === null)
    onChange?.(area)
  }
  return (
    <>
      <Upload
        accept=".geojson,.json"
        showUploadList={false}
        beforeUpload={(file) => {
          void read(file)
          return false
        }}
      >
        <Button id={id}>{words.chooseFile}</Button>
      </Upload>{' '}
      <span className={organisation.secondary} role="status">
        {wrong ? words.areaWrong : value ? name : ''}
      </span>
    </>
  )
}
