import { App, DatePicker, Form } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { ApprovalInput } from '#catalogue/contract.ts'
import { approveVersion, useRenewVersions } from '#web/console/catalogue/api.ts'
import { FormDialog } from '#web/shared/form/form-dialog.tsx'
import { useContractForm } from '#web/shared/form/use-contract-form.ts'
import { useWords } from '#web/shared/language/language.ts'
import { tellFull } from '#web/shared/time/moment.ts'
import { approvalWords } from './words.ts'

interface Values {
  readonly effectiveFrom: Dayjs | null
}

const cityToday = (): Dayjs => dayjs(tellFull(new Date()).slice(0, 10))

interface ApproveDialogProps {
  readonly versionId: string
  readonly number: number
  readonly onClose: () => void
}

/** Approves a draft from a day on. */
export function ApproveDialog({ versionId, number, onClose }: ApproveDialogProps) {
  const words = useWords(approvalWords)
  const { message } = App.useApp()
  const renew = useRenewVersions()
  const dayOf = ({ effectiveFrom }: Values): string | undefined => effectiveFrom?.format('YYYY-MM-DD')
  const state = useContractForm<Values, unknown>({
    schema: ApprovalInput,
    inputOf: (values, requestId) => ({ requestId, effectiveFrom: dayOf(values) }),
    send: (input) => approveVersion(versionId, input),
    onDone: (values) => {
      message.success(words.done(number, dayOf(values) ?? ''))
      void renew()
      onClose()
    },
  })
  return (
    <FormDialog title={words.title(number)} verb={words.approve} state={state} initial={{ effectiveFrom: cityToday() }} onClose={onClose}>
      <p>{words.text}</p>
      <Form.Item name="effectiveFrom" label={words.effectiveFrom}>
        <DatePicker format="YYYY-MM-DD" disabledDate={(day) => day.isBefore(cityToday(), 'day')} allowClear={false} />
      </Form.Item>
    </FormDialog>
  )
}
