import { useQueryClient } from '@tanstack/react-query'
import { App, Form, Input, InputNumber } from 'antd'
import type { z } from 'zod'
import { SettingsInput } from '#messages/contract.ts'
import { MESSAGES, type Settings, setSettings } from '#web/console/messages/api.ts'
import { FormDialog } from '#web/shared/form/form-dialog.tsx'
import { useContractForm } from '#web/shared/form/use-contract-form.ts'
import { useWords } from '#web/shared/language/language.ts'
import styles from './settings.module.css'
import { settingsWords } from './words.ts'

/** Quiet hours, the hour of digests and how long things are kept, set as a whole. */
export function HoursDialog({ settings, onClose }: { readonly settings: Settings; readonly onClose: () => void }) {
  const words = useWords(settingsWords)
  const { message } = App.useApp()
  const client = useQueryClient()
  const state = useContractForm<Settings, z.input<typeof SettingsInput>>({
    schema: SettingsInput,
    inputOf: (values, requestId) => ({ requestId, ...values }),
    send: setSettings,
    onDone: () => {
      void message.success(words.saved)
      void client.invalidateQueries({ queryKey: [...MESSAGES, 'settings'] })
      onClose()
    },
  })
  return (
    <FormDialog<Settings> title={words.hours} verb={words.save} state={state} initial={settings} onClose={onClose} width={520}>
      <div className={styles.pair}>
        <Form.Item name="quietFrom" label={words.quietFrom}>
          <Input maxLength={5} autoComplete="off" />
        </Form.Item>
        <Form.Item name="quietTo" label={words.quietTo}>
          <Input maxLength={5} autoComplete="off" />
        </Form.Item>
      </div>
      <p className={styles.hint}>{words.timeHint}</p>
      <div className={styles.pair}>
        <Form.Item name="digestAt" label={words.digestAt}>
          <Input maxLength={5} autoComplete="off" />
        </Form.Item>
        <Form.Item name="gatherMinutes" label={words.gather}>
          <InputNumber suffix={words.inMinutes} style={{ width: '100%' }} />
        </Form.Item>
      </div>
      <div className={styles.pair}>
        <Form.Item name="addressDays" label={words.addressDays}>
          <InputNumber suffix={words.inDays} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="proofDays" label={words.proofDays}>
          <InputNumber suffix={words.inDays} style={{ width: '100%' }} />
        </Form.Item>
      </div>
    </FormDialog>
  )
}
