import type { ReactNode } from 'react'
import styles from './numbers.module.css'

/** Drawn on a field of 100 by 100, stretched to its place; lines keep their thickness. */
const SIDE = 100

export interface ChartProps {
  /** What it shows, in words. */
  readonly label: string
  readonly from: ReactNode
  readonly middle?: ReactNode
  readonly to: ReactNode
  readonly children: ReactNode
}

/** A small line with words below it: where it begins, what it tells, where it ends. */
export function Chart({ label, from, middle, to, children }: ChartProps) {
  return (
    <figure className={styles.chart}>
      <svg viewBox={`0 0 ${SIDE} ${SIDE}`} preserveAspectRatio="none" role="img" aria-label={label}>
        <line className={styles.ground} x1="0" x2={SIDE} y1={SIDE} y2={SIDE} />
        {children}
      </svg>
      <figcaption>
        <span>{from}</span>
        <span>{middle}</span>
        <span>{to}</span>
      </figcaption>
    </figure>
  )
}

export interface Scale {
  readonly least: number
  readonly most: number
  /** How many places the whole width has. */
  readonly places: number
}

const rounded = (value: number): string => value.toFixed(2)
const heightOf = (value: number, { least, most }: Scale): number => SIDE - (SIDE * (value - least)) / Math.max(most - least, 1e-9)

/** A line through values; where one is missing the line is broken. `offset`: at which place the first stands. */
export function Line({
  values,
  scale,
  kind,
  offset = 0,
}: {
  readonly values: readonly (number | null)[]
  readonly scale: Scale
  readonly kind: 'main' | 'faint'
  readonly offset?: number
}) {
  // biome-ignore format: one line
  let pen = 'M'
  const path = values.map((value, index) => {
    if (value === null) {
      pen = 'M'
      return ''
    }
    const step = `${pen}${rounded(((index + offset) * SIDE) / Math.max(scale.places - 1, 1))} ${rounded(heightOf(value, scale))}`
    // A day alone between two unknown ones is a dot.
    const dot = pen === 'M' ? 'h0' : ''
    pen = 'L'
    return step + dot
  })
  return <path className={styles[kind]} d={path.join('')} vectorEffect="non-scaling-stroke" />
}

/** One bar a place. */
export function Bars({ values, scale }: { readonly values: readonly number[]; readonly scale: Scale }) {
  const width = SIDE / scale.places
  const bars = values.map((value, index) => {
    const top = heightOf(value, scale)
    return `M${rounded(index * width + width * 0.15)} ${SIDE}V${rounded(top)}h${rounded(width * 0.7)}V${SIDE}Z`
  })
  return <path className={styles.bars} d={bars.join('')} />
}
