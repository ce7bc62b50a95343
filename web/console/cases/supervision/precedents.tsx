import { Button } from 'antd'
import { useToldRequest } from '#web/console/cases/actions/asked.tsx'
import { type Case, type Precedent, usePrecedents } from '#web/console/cases/api.ts'
import { usePlaceName } from '#web/console/cases/queue/names.ts'
import { useWords } from '#web/shared/language/language.ts'
import { Failure, Loading } from '#web/shared/states/states.tsx'
import { useMoments } from '#web/shared/time/moment.ts'
import styles from './supervision.module.css'
import { supervisionWords } from './words.ts'

/** Earlier rulings beside the request; the words of one can be taken over. */
export function Precedents({ of, onReuse }: { readonly of: Case; readonly onReuse: (ruling: string) => void }) {
  const words = useWords(supervisionWords)
  const { data, error, refetch } = usePrecedents(of.id)
  return (
    <section className={styles.precedents} aria-label={words.precedents}>
      <h3 title={words.precedentsHint}>{words.precedents}</h3>
      {!data && (error ? <Failure error={error} retry={() => void refetch()} /> : <Loading rows={3} />)}
      {data?.rulings.length === 0 && <p className={styles.faint}>{words.noPrecedents}</p>}
      <ul>
        {data?.rulings.map((ruling) => (
          <PrecedentItem key={`${ruling.caseId} ${ruling.at}`} ruling={ruling} onReuse={onReuse} />
        ))}
      </ul>
    </section>
  )
}

function PrecedentItem({ ruling, onReuse }: { readonly ruling: Precedent; readonly onReuse: (ruling: string) => void }) {
  const words = useWords(supervisionWords)
  const told = useToldRequest()
  const placeName = usePlaceName()
  const { moment } = useMoments()
  const request = told({ reason: ruling.reasonCode ?? ruling.reason, extra: ruling.extra, until: ruling.until })
  return (
    <li>
      <p className={styles.faint}>{`${moment(ruling.at)} · ${placeName(ruling.placeCode)}`}</p>
      <p>{request}</p>
      <p>
        <b>{ruling.granted ? words.granted : words.refused}</b>
        {` · ${ruling.ruling}`}
      </p>
      <Button type="link" size="small" className={styles.reuse} onClick={() => onReuse(ruling.ruling)}>
        {words.reuse}
      </Button>
    </li>
  )
}
