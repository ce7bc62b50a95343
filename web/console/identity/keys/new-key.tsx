import { Form, Input, Radio, Select } from 'antd'
import { KeyInput } from '#identity/contract-keys.ts'
import { isPermission, PERMISSION_WORDS, PERMISSIONS } from '#organisation/permission-words.ts'
import { type KeyTold, makeKey } from '#web/console/identity/api.ts'
import { PlacesSelect } from '#web/console/organisation/places-select.tsx'
import { FormDialog } from '#web/shared/form/form-dialog.tsx'
import { useContractForm } from '#web/shared/form/use-contract-form.ts'
import { useSay, useWords } from '#web/shared/language/language.ts'
import { useMe } from '#web/shared/session/session.tsx'
import { keysWords } from './words.ts'

const DAY = 86_400_000
const DAYS = { month: 30, quarter: 90, half: 182, year: 365 } as const
type Length = keyof typeof DAYS
const LENGTHS: readonly Length[] = ['month', 'quarter', 'half', 'year']

interface Values {
  readonly name?: string
  readonly scopes?: readonly string[]
  readonly areaCodes?: readonly string[]
  readonly length: Length
}

interface NewKeyProps {
  readonly onMade: (told: KeyTold) => void
  readonly onClose: () => void
}

/** A new key: what for, what it may do, where, and how long. */
export function NewKey({ onMade, onClose }: NewKeyProps) {
  const words = useWords(keysWords)
  const say = useSay()
  const { permissions } = useMe()
  const state = useContractForm<Values, Parameters<typeof makeKey>[0]>({
    schema: KeyInput,
    inputOf: ({ name, scopes, areaCodes, length }, requestId) => ({
      requestId,
      name: name ?? '',
      scopes: scopes ?? [],
      ...(areaCodes && areaCodes.length > 0 && { areaCodes }),
      expiresAt: new Date(Date.now() + DAYS[length] * DAY).toISOString(),
    }),
    send: async (input) => onMade(await makeKey(input)),
    onDone: onClose,
  })
  // A key makes no keys.
  const offered = PERMISSIONS.filter((each) => permissions.has(each) && each !== 'key.own')
  return (
    <FormDialog<Values> title={words.make} verb={words.make} state={state} initial={{ length: 'quarter' }} onClose={onClose}>
      <Form.Item name="name" label={words.name} extra={words.nameHint}>
        <Input maxLength={80} autoComplete="off" />
      </Form.Item>
      <Form.Item name="scopes" label={words.scopes} extra={words.scopesHint}>
        <Select
          mode="multiple"
          optionFilterProp="label"
          options={offered.map((value) => ({ value, label: say(PERMISSION_WORDS[value].name) }))}
          optionRender={({ value }) => <ScopeOption code={String(value)} />}
        />
      </Form.Item>
      <Form.Item name="areaCodes" label={words.area} extra={words.areaHint}>
        <PlacesSelect />
      </Form.Item>
      <Form.Item name="length" label={words.length} extra={words.expiresHint}>
        <Radio.Group optionType="button" options={LENGTHS.map((value) => ({ value, label: words.lengths[value] }))} />
      </Form.Item>
    </FormDialog>
  )
}

function ScopeOption({ code }: { readonly code: string }) {
  const say = useSay()
  if (!isPermission(code)) return code
  return `${say(PERMISSION_WORDS[code].name)} · ${say(PERMISSION_WORDS[code].explanation)}`
}
