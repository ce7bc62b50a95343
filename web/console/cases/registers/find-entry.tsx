import { Button, Input } from 'antd'
import { useState } from 'react'
import { RegisterCode } from '#cases/contract-registers.ts'
import { type Register, useComponent, useShopfront } from '#web/console/cases/api-registers.ts'
import { useWords } from '#web/shared/language/language.ts'
import { Failure, Loading } from '#web/shared/states/states.tsx'
import styles from './registers.module.css'
import { registersWords } from './words.ts'

type Facts = readonly (readonly [string, string | number | null])[]

function useFacts(register: Register, code: string | null): { facts: Facts | undefined; error: unknown; retry: () => void } {
  const words = useWords(registersWords)
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
        [words.state, words.components[data.state]],
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
        [words.duties, shop.duties.join('、')],
        [words.state, words.shopfronts[shop.state]],
        [words.grid, shop.gridCode],
        [words.place, place(shop)],
        [words.open, shop.openCases],
      ],
      error: null,
      retry,
    }
  return { facts: undefined, error: query.error, retry }
}

/** One entry of a register by its code. */
export function FindEntry({ register }: { readonly register: Register }) {
  const words = useWords(registersWords)
  const [typed, setTyped] = useState('')
  const [code, setCode] = useState<string | null>(null)
  const { facts, error, retry } = useFacts(register, code)
  const valid = RegisterCode.safeParse(typed).success
  return (
    <section>
      <h2>{words.lookTitle}</h2>
      <form
        className={styles.line}
        onSubmit={(event) => {
          event.preventDefault()
          if (valid) setCode(typed.trim())
        }}
      >
        <Input
          className={styles.code}
          aria-label={words.code}
          placeholder={words.code}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
        <Button htmlType="submit" disabled={!valid}>
          {words.find}
        </Button>
      </form>
      <div className={styles.found} role="status" aria-label={words.found}>
        {error ? <Failure error={error} retry={retry} /> : code !== null && !facts && <Loading rows={4} />}
        {facts && (
          <dl className={styles.facts}>
            {facts.map(([name, value]) => [<dt key={`${name}/name`}>{name}</dt>, <dd key={name}>{value ?? words.none}</dd>])}
          </dl>
        )}
      </div>
    </section>
  )
}
