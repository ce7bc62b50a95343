import { Form, Input, Select } from 'antd'
import { DraftInput } from '#catalogue/contract.ts'
import { draftVersion, type ListedVersion, useRenewVersions } from '#web/console/catalogue/api.ts'
import { versionWords } from '#web/console/catalogue/version-words.ts'
import { FormDialog } from '#web/shared/form/form-dialog.tsx'
import { useContractForm } from '#web/shared/form/use-contract-form.ts'
import { useWords } from '#web/shared/language/language.ts'
import { versionsWords } from './words.ts'

interface Values {
  readonly fromVersionId?: string
  readonly note?: string
}

interface DraftDialogProps {
  readonly versions: readonly ListedVersion[]
  readonly onClose: () => void
  readonly onDrafted: (versionId: string) => void
}

/** Opens a new version as a copy of another. */
export function DraftDialog({ versions, onClose, onDrafted }: DraftDialogProps) {
  const words = useWords(versionsWords)
  const names = useWords(versionWords)
  const renew = useRenewVersions()
  const state = useContractForm<Values, unknown>({
    schema: DraftInput,
    inputOf: (values, requestId) => ({ ...values, requestId }),
    send: async (input) => {
      const { id } = await draftVersion(input)
      await renew()
      onDrafted(id)
    },
    onDone: onClose,
  })
  const inForce = versions.find((version) => version.state === 'in_force')
  const options = versions.map(({ id, number, state: where }) => ({
    value: id,
    label: `${names.version(number)} · ${names.states[where]}`,
  }))
  return (
    <FormDialog title={words.draft} verb={words.draft} state={state} initial={{ fromVersionId: inForce?.id, note: '' }} onClose={onClose}>
      {options.length > 0 && (
        <Form.Item name="fromVersionId" label={words.from}>
          <Select options={options} />
        </Form.Item>
      )}
      <Form.Item name="note" label={words.note}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} placeholder={words.noteHint} />
      </Form.Item>
    </FormDialog>
  )
}
