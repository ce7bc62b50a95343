import { useSearchParams } from 'react-router'
import { useWords } from '#web/shared/language/language.ts'
import { Empty } from '#web/shared/states/states.tsx'
import { DivisionCard } from './division-card.tsx'
import { GridCard } from './grid-card.tsx'
import { keyOf, type Place, placeOf } from './node.ts'
import { PlaceTree } from './place-tree.tsx'
import styles from './tree.module.css'
import { treeWords } from './words.ts'
import { ZoneCard, ZonesCard } from './zone-card.tsx'

/** The organisation from the city to its grids, with what stands at each place. */
export default function OrganisationPage() {
  const [address, setAddress] = useSearchParams()
  const selected = placeOf(address.get('place'))
  const select = (place: Place): void => setAddress({ place: keyOf(place) })
  return (
    <div className={styles.page}>
      <PlaceTree selected={selected} onSelect={select} />
      <div className={styles.card}>
        <Card place={selected} onSelect={select} />
      </div>
    </div>
  )
}

function Card({ place, onSelect }: { readonly place: Place | null; readonly onSelect: (place: Place) => void }) {
  const words = useWords(treeWords)
  switch (place?.kind) {
    case 'division':
      return <DivisionCard key={place.code} code={place.code} onSelect={onSelect} />
    case 'management':
    case 'unit':
      return <GridCard key={place.code} code={place.code} kind={place.kind} />
    case 'zone':
      return <ZoneCard key={place.code} code={place.code} />
    case 'zones':
      return <ZonesCard onSelect={onSelect} />
    default:
      return <Empty title={words.choose}>{words.chooseText}</Empty>
  }
}
