import { useQueries, useQuery } from '@tanstack/react-query'
import { findingsQuery, type ListedVersion, versionsQuery } from '#web/console/catalogue/api.ts'
import { useMay, useMe } from '#web/shared/session/session.tsx'

/** A draft tells nobody that it is being changed: it is looked at again from time to time, ms. */
const AGAIN = 120_000

const changesOf = ({ differences }: ListedVersion): number =>
  Object.values(differences).reduce((sum, { added, removed, changed }) => sum + added + removed + changed, 0)

/** Drafts of the catalogue that somebody else has made ready and the reader may approve. */
export function useAwaitingApproval(): readonly ListedVersion[] {
  const { personId } = useMe()
  const mayApprove = useMay('catalogue.approve')
  const { data } = useQuery({ ...versionsQuery, enabled: mayApprove, refetchInterval: AGAIN })
  const drafts = (data ?? []).filter((version) => version.state === 'draft' && version.draftedBy !== personId && changesOf(version) > 0)
  const findings = useQueries({ queries: drafts.map(({ id }) => ({ ...findingsQuery(id), refetchInterval: AGAIN })) })
  return drafts.filter((_, index) => {
    const found = findings[index]?.data
    return found !== undefined && !found.ownWork && found.flaws.length === 0
  })
}
