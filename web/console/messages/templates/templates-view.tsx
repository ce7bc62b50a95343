import { useSearchParams } from 'react-router'
import { useTemplates } from '#web/console/messages/api.ts'
import { useWords } from '#web/shared/language/language.ts'
import { Empty, Failure, Loading } from '#web/shared/states/states.tsx'
import { TemplateEditor } from './template-editor.tsx'
import { readKind, spellKind } from './template-kinds.ts'
import { TemplateMatrix } from './template-matrix.tsx'
import styles from './templates.module.css'
import { templatesWords } from './words.ts'

/** Every text at the left, the one that is open in both languages at the right. */
export function TemplatesView() {
  const words = useWords(templatesWords)
  const [parameters, setParameters] = useSearchParams()
  const { data, error, refetch } = useTemplates()
  const open = readKind(parameters.get('template'))
  const texts = open && data?.filter((each) => spellKind(each) === spellKind(open))
  if (error && !data) return <Failure error={error} retry={() => void refetch()} />
  if (!data) return <Loading rows={14} />
  return (
    <div className={styles.content}>
      <TemplateMatrix templates={data} open={open} onOpen={(key) => setParameters({ view: 'templates', template: spellKind(key) })} />
      {open && texts && texts.length > 0 ? (
        <TemplateEditor key={spellKind(open)} kind={open} texts={texts} />
      ) : (
        <Empty title={words.choose}>{words.chooseText}</Empty>
      )}
    </div>
  )
}
