import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useSearchParams } from 'react-router'
import { type OutlineKind, outlinesQuery, useDivision } from '#web/console/organisation/api.ts'
import organisation from '#web/console/organisation/organisation.module.css'
import { PlaceSelect } from '#web/console/organisation/place-select.tsx'
import { organisationWords } from '#web/console/organisation/words.ts'
import { useWords } from '#web/shared/language/language.ts'
import { useMay } from '#web/shared/session/session.tsx'
import { Empty, Failure, Loading } from '#web/shared/states/states.tsx'
import { Editor } from './editor.tsx'
import styles from './grids.module.css'
import { gridsWords } from './words.ts'

const PARENTS = ['city', 'district', 'street', 'community'] as const
const KINDS = ['management', 'unit'] as const

/** Outlines of grids and divisions: pick what they lie in, draw, see what would be wrong, save. */
export default function GridsPage() {
  const words = useWords(gridsWords)
  const shared = useWords(organisationWords)
  const mayEdit = useMay('organisation.edit')
  const [address, setAddress] = useSearchParams()
  const place = address.get('place')
  const division = useDivision(place ?? '', place !== null).data?.current
  const ofCommunity = division?.level === 'community'
  const kind = ofCommunity ? (address.get('kind') === 'unit' ? 'unit' : 'management') : 'division'
  const go = (code: string | null, next: OutlineKind = kind): void => setAddress(code === null ? {} : { place: code, kind: next })
  return (
    <div className={styles.page}>
      <header className={organisation.head}>
        <h1>{words.title}</h1>
        <div className={organisation.chooser}>
          <PlaceSelect label={words.place} levels={PARENTS} value={place} onChange={(code) => go(code)} />
        </div>
        {ofCommunity && (
          <Select
            aria-label={words.editing}
            value={kind === 'unit' ? 'unit' : 'management'}
            onChange={(next: OutlineKind) => go(place, next)}
            options={KINDS.map((value) => ({ value, label: words.children[value] }))}
          />
        )}
        {!mayEdit && <span className={organisation.secondary}>{shared.readOnly}</span>}
      </header>
      {place === null ? (
        <Empty title={words.chooseTitle}>{words.chooseText}</Empty>
      ) : (
        <Outlined
          key={`${place} ${kind}`}
          place={place}
          name={division?.name ?? place}
          kind={kind}
          known={division !== undefined}
          mayEdit={mayEdit}
        />
      )}
    </div>
  )
}

interface OutlinedProps {
  readonly place: string
  readonly name: string
  readonly kind: OutlineKind
  /** What kind of outlines lie below is known once the place is. */
  readonly known: boolean
  readonly mayEdit: boolean
}

function Outlined({ place, name, kind, known, mayEdit }: OutlinedProps) {
  // An edit stands on what was read when it began: it is read anew only when it was saved.
  const query = useQuery({
    ...outlinesQuery(place, kind),
    enabled: known,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  })
  const missing = useDivision(place).error
  const error = missing ?? query.error
  if (error) return <Failure error={error} retry={() => void query.refetch()} />
  if (!query.data) return <Loading rows={14} />
  return <Editor key={query.dataUpdatedAt} outlines={query.data} parentCode={place} name={name} kind={kind} mayEdit={mayEdit} />
}
