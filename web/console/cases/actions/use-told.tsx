import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import type { PersonAction } from '#cases/contract.ts'
import { ruleOf, STAGE_NAMES } from '#cases/lifecycle.ts'
import { CASES, type Receipt, takeAction } from '#web/console/cases/api.ts'
import { newRequestId } from '#web/shared/api/submission.ts'
import { useSay, useWords } from '#web/shared/language/language.ts'
import { useErrorText } from '#web/shared/states/states.tsx'
import { rememberOwn } from './own-versions.ts'
import { actionWords } from './words.ts'

/** What takes a step back while nobody has gone on from it. */
const UNDO: Readonly<Partial<Record<PersonAction, PersonAction>>> = { dispatch: 'recall' }
/** Seconds the offer stays. */
const UNDO_SECONDS = 8

/** Tells that a step was taken: its receipt, and for a few seconds how to take it back where the loop allows it. */
export function useTold(): (action: PersonAction, receipt: Receipt) => void {
  const { message } = App.useApp()
  const client = useQueryClient()
  const words = useWords(actionWords)
  const say = useSay()
  const errorText = useErrorText()
  const undo = async (back: PersonAction, { id, version }: Receipt): Promise<void> => {
    message.destroy(id)
    try {
      const input = { reason: words.undoReason }
      const receipt = await takeAction({ id, action: back, version, requestId: newRequestId(), input })
      rememberOwn(id, receipt.version)
      message.success(words.undone(receipt.number, say(STAGE_NAMES[receipt.stage])))
    } catch (error) {
      message.error(errorText(error))
    }
    await client.invalidateQueries({ queryKey: CASES })
  }
  return (action, receipt) => {
    const back = UNDO[action]
    const text = words.done(say(ruleOf(action)), receipt.number, receipt.version, say(STAGE_NAMES[receipt.stage]))
    const content = back ? (
      <>
        {text}
        <Button type="link" size="small" onClick={() => void undo(back, receipt)}>
          {words.undo}
        </Button>
      </>
    ) : (
      text
    )
    message.open({ key: receipt.id, type: 'success', content, duration: back ? UNDO_SECONDS : 4 })
  }
}
