import { Link } from 'react-router'
import { type Register, useComponent, useShopfront } from '#web/console/cases/api-registers.ts'
import { FactList } from '#web/shared/facts/fact-list.tsx'
import { listed, useLanguage, useWords } from '#web/shared/language/language.ts'
import { Failure, Loading } from '#web/shared/states/states.tsx'
import { registersWords } from './words.ts'

type Facts = readonly (readonly [string, string | number | null])[]

function useFacts(register: Register, code: string | null): { facts: Facts | undefined; error: unknown; retry: () => void } {
  const words = useWords(registersWords)
  const language = useLanguage()
  const component = useComponent(register === 'component' ? code : null)
  const shopfront = useShopfront(register === 'shopfront' ? code : null)
  const place = ({ lon, lat }: { lon: number; lat: number }): string => `${lon.toFixed(6)}, ${lat.toFixed(6)}`
  const query = register === 'component' ? component : shopfront
  const retry = (): void => void query.refetch()
  const { data } = component
  const shop = shopfront.data
  if (register === 'component' && data)
    return {
      facts: [
        [words.name, data.name],
        [words.type, data.typeCode],
        [words.state, words.stateNames[data.state]],
        [words.grid, data.gridCode],
        [words.place, place(data)],
        [words.open, data.openCases],
      ],
      error: null,
      retry,
    }
  if (register === 'shopfront' && shop)
    return {
      facts: [
        [words.name, shop.name],
        [words.address, shop.address],
        [words.duties, listed(shop.duties, language)],
        [words.state, words.stateNames[shop.state]],
        [words.grid, shop.gridCode],
        [words.place, place(shop)],
        [words.open, shop.openCases],
      ],
      error: null,
      retry,
    }
  return { facts: undefined, error: query.error, retry }
}

/** One entry of a register with how many open cases it has. */
export function EntryFacts({ register, code }: { readonly register: Register; readonly code: string }) {
  const words = useWords(registersWords)
  const { facts, error, retry } = useFacts(register, code)
  if (error) return <Failure error={error} retry={retry} />
  if (!facts) return <Loading rows={6} />
  return (
    <>
      <FactList dense nameRoom={104} facts={facts.map(([name, value]) => [name, value ?? words.none])} />
      <p>
        <Link to={`/workbench?box=all&${register}Code=${encodeURIComponent(code)}`}>{words.cases}</Link>
      </p>
    </>
  )
}
