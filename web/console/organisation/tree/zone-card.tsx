import { Button, Form } from 'antd'
import { useState } from 'react'
import { addZone, setZoneDivisions, useDivision, useZones, type Zone } from '#web/console/organisation/api.ts'
import { EffectiveDay, TextField } from '#web/console/organisation/form-fields.tsx'
import organisation from '#web/console/organisation/organisation.module.css'
import { PlacesSelect } from '#web/console/organisation/places-select.tsx'
import { cityToday } from '#web/console/organisation/today.ts'
import { organisationWords } from '#web/console/organisation/words.ts'
import { WriteDialog } from '#web/console/organisation/write-dialog.tsx'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import { useMay } from '#web/shared/session/session.tsx'
import { Empty, Failure, Loading } from '#web/shared/states/states.tsx'
import type { Place } from './node.ts'
import styles from './tree.module.css'
import { treeWords } from './words.ts'

/** A functional zone and the divisions it governs. */
export function ZoneCard({ code }: { readonly code: string }) {
  const words = useWords(treeWords)
  const { data, error, refetch } = useZones()
  if (error) return <Failure error={error} retry={() => void refetch()} />
  if (!data) return <Loading rows={8} />
  const zone = data.items.find((each) => each.code === code)
  return zone ? <ZoneFacts zone={zone} /> : <Empty title={words.none} />
}

function ZoneFacts({ zone }: { readonly zone: Zone }) {
  const words = useWords(treeWords)
  const shared = useWords(organisationWords)
  const language = useLanguage()
  const mayEdit = useMay('organisation.edit')
  const [editing, setEditing] = useState(false)
  const { code, divisionCodes } = zone
  return (
    <>
      <header className={styles.cardHead}>
        <h1>{language === 'zh' ? zone.name : (zone.nameEn ?? zone.name)}</h1>
        {mayEdit && <Button onClick={() => setEditing(true)}>{words.editMembers}</Button>}
      </header>
      <dl className={organisation.facts}>
        <dt>{shared.code}</dt>
        <dd>{code}</dd>
        <dt>{words.valid}</dt>
        <dd>{shared.since(zone.validFrom)}</dd>
      </dl>
      <section className={organisation.section}>
        <h2>{words.members}</h2>
        <ul className={organisation.lines}>
          {divisionCodes.map((each) => (
            <Member key={each} code={each} />
          ))}
        </ul>
      </section>
      <WriteDialog<{ divisionCodes: string[]; on: string }>
        title={`${words.editMembers} · ${zone.name}`}
        open={editing}
        onClose={() => setEditing(false)}
        verb={shared.save}
        initial={{ divisionCodes: [...divisionCodes], on: cityToday() }}
        send={(given, requestId) => setZoneDivisions(code, { ...given, requestId })}
      >
        <Form.Item name="divisionCodes" label={words.members} rules={[{ required: true, message: shared.required(words.members) }]}>
          <PlacesSelect />
        </Form.Item>
        <EffectiveDay />
      </WriteDialog>
    </>
  )
}

function Member({ code }: { readonly code: string }) {
  const language = useLanguage()
  const { data } = useDivision(code)
  const name = language === 'zh' ? data?.current?.name : (data?.current?.nameEn ?? data?.current?.name)
  return (
    <li>
      {name ?? code} <span className={organisation.faint}>{code}</span>
    </li>
  )
}

/** All functional zones, where a new one is added. */
export function ZonesCard({ onSelect }: { readonly onSelect: (place: Place) => void }) {
  const words = useWords(treeWords)
  const shared = useWords(organisationWords)
  const language = useLanguage()
  const mayEdit = useMay('organisation.edit')
  const [adding, setAdding] = useState(false)
  const { data, error, refetch } = useZones()
  if (error) return <Failure error={error} retry={() => void refetch()} />
  if (!data) return <Loading rows={8} />
  return (
    <>
      <header className={styles.cardHead}>
        <h1>{words.zones}</h1>
        {mayEdit && <Button onClick={() => setAdding(true)}>{words.addZone}</Button>}
      </header>
      <ul className={organisation.lines}>
        {data.items.map(({ code, name, nameEn, divisionCodes }) => (
          <li key={code}>
            <Button type="link" onClick={() => onSelect({ kind: 'zone', code })}>
              {language === 'zh' ? name : (nameEn ?? name)}
            </Button>
            <span className={organisation.faint}>{code}</span>
            <span className={organisation.secondary}>{`${words.members} ${divisionCodes.length}`}</span>
          </li>
        ))}
      </ul>
      <WriteDialog<{ code: string; name: string; nameEn?: string; divisionCodes: string[]; validFrom: string }>
        title={words.addZone}
        open={adding}
        onClose={() => setAdding(false)}
        verb={words.addZone}
        initial={{ code: '', name: '', nameEn: '', divisionCodes: [], validFrom: cityToday() }}
        send={(given, requestId) => addZone({ ...given, nameEn: given.nameEn?.trim() || null, requestId })}
      >
        <TextField name="code" label={shared.code} />
        <TextField name="name" label={shared.name} />
        <TextField name="nameEn" label={shared.nameEn} optional />
        <Form.Item name="divisionCodes" label={words.members} rules={[{ required: true, message: shared.required(words.members) }]}>
          <PlacesSelect />
        </Form.Item>
        <EffectiveDay name="validFrom" />
      </WriteDialog>
    </>
  )
}
