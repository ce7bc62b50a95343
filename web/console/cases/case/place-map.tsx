import { useNavigate } from 'react-router'
import type { Case } from '#web/console/cases/api.ts'
import { useWords } from '#web/shared/language/language.ts'
import { CityMap } from '#web/shared/map/city-map.tsx'
import { KeptMap } from '#web/shared/map/map-keeper.tsx'
import styles from './case.module.css'
import { caseWords } from './words.ts'

/** Where it is: the grid's outline, the place itself and the open cases around it. */
export function PlaceMap({ of }: { readonly of: Case }) {
  const words = useWords(caseWords)
  const navigate = useNavigate()
  const { id, lon, lat, placeCode, active } = of
  return (
    <div className={styles.map}>
      <KeptMap>
        <CityMap
          label={words.mapLabel}
          center={{ lon, lat }}
          zoom={16}
          grids
          wheel={false}
          list={false}
          cases={{ open: true }}
          selectedCase={{ id, lon, lat, light: active?.light ?? null, placeCode }}
          onSelect={(other) => void navigate(`/cases/${other}`)}
        />
      </KeptMap>
    </div>
  )
}
