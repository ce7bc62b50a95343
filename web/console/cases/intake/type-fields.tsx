import { Button, InputNumber } from 'antd'
import { onlyCondition, TypeSelect } from '#web/console/catalogue/type-picker/type-select.tsx'
import { type FilingCondition, type ProblemType, useTypes } from '#web/console/catalogue/type-picker/types-query.ts'
import { useWords } from '#web/shared/language/language.ts'
import { Failure } from '#web/shared/states/states.tsx'
import { asksForArea } from './asks-for-area.ts'
import { controlId, Field, faultId, toldBy } from './field.tsx'
import intake from './intake.module.css'
import type { FormPart } from './intake-form.tsx'
import styles from './type-fields.module.css'
import { useLimitWords } from './use-limit-words.ts'
import { usePlace } from './use-place.ts'
import { intakeWords } from './words.ts'

/** The id of the radio of a condition; the table beside it is its label too. */
export const conditionId = (number: number): string => `${controlId('condition')}-${number}`
export const conditionTextId = (number: number): string => `${conditionId(number)}-text`

export const useTypeOf = (code: string | null): ProblemType | undefined => useTypes().data?.types.find((type) => type.code === code)

/** Type and filing condition, and the size of the area where the condition is told by one. */
export function TypeFields({ report, change, faults }: FormPart) {
  const { data, error, refetch } = useTypes()
  const type = useTypeOf(report.typeCode)
  const condition = type?.conditions.find(({ number }) => number === report.conditionNumber)
  const choose = (typeCode: string | null): void => {
    const next = data?.types.find(({ code }) => code === typeCode)
    change({ typeCode, conditionNumber: next ? onlyCondition(next) : null, impactArea: null })
  }
  if (error) return <Failure error={error} retry={() => void refetch()} />
  return (
    <>
      <Field name="type" faults={faults}>
        <TypeSelect
          id={controlId('type')}
          types={data?.types}
          value={report.typeCode}
          onChange={choose}
          clearable={false}
          invalid={faults.type !== undefined}
          describedBy={faults.type === undefined ? undefined : faultId('type')}
        />
      </Field>
      <Field name="condition" faults={faults} group>
        <Conditions type={type} report={report} change={change} faults={faults} />
      </Field>
      {condition && asksForArea(condition.filing) && (
        <Field name="impactArea" faults={faults}>
          <ImpactArea report={report} change={change} faults={faults} />
        </Field>
      )}
    </>
  )
}

function Conditions({ type, report, change }: FormPart & { readonly type: ProblemType | undefined }) {
  const words = useWords(intakeWords)
  const { at } = usePlace(report.place)
  const limitWords = useLimitWords()
  const limitOf = (condition: FilingCondition): string => limitWords(condition, at?.regionClass ?? null)
  if (!type) return <p className={`${intake.faint} ${styles.noCondition}`}>{words.chooseTypeFirst}</p>
  return (
    <fieldset className={styles.conditions}>
      <legend className="visually-hidden">{words.conditionsOf}</legend>
      {type.conditions.map((condition) => (
        <label key={condition.number} data-chosen={condition.number === report.conditionNumber}>
          <input
            type="radio"
            id={conditionId(condition.number)}
            name="intake-condition"
            checked={condition.number === report.conditionNumber}
            aria-describedby={conditionTextId(condition.number)}
            onChange={() => change({ conditionNumber: condition.number })}
          />
          {`${condition.number} · ${limitOf(condition)}`}
        </label>
      ))}
      <Button
        type="text"
        size="small"
        tabIndex={-1}
        title={words.noTypeKey}
        onClick={() => change({ typeCode: null, conditionNumber: null, impactArea: null })}
      >
        {words.noTypeAfterAll}
      </Button>
    </fieldset>
  )
}

function ImpactArea({ report, change, faults }: FormPart) {
  const words = useWords(intakeWords)
  return (
    <InputNumber<number>
      {...toldBy('impactArea', faults)}
      value={report.impactArea}
      min={0}
      max={1e9}
      suffix={words.squareMetres}
      className={styles.narrow}
      onChange={(impactArea) => change({ impactArea })}
    />
  )
}
