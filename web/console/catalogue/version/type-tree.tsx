import { Input, Tree, type TreeDataNode } from 'antd'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { DOMAIN_NAMES, KIND_NAMES } from '#catalogue/entry-words.ts'
import { rankTypes } from '#catalogue/type-search.ts'
import type { ProblemType } from '#web/console/catalogue/api.ts'
import { type Language, useLanguage, useWords } from '#web/shared/language/language.ts'
import { useHeight } from './use-height.ts'
import styles from './version.module.css'
import { versionPageWords } from './words.ts'

const nameOf = (type: ProblemType, language: Language): string => (language === 'zh' ? type.name : type.nameEn)
const classKey = ({ domain, kind, classCode }: ProblemType): string => `${domain}/${kind}/${classCode}`

const leaf = (type: ProblemType, language: Language): TreeDataNode => ({
  key: type.code,
  isLeaf: true,
  title: `${type.code} ${nameOf(type, language)}`,
})

/** Classes in the order of their first type, each with its types. */
function branches(types: readonly ProblemType[], language: Language): TreeDataNode[] {
  return [...Map.groupBy(types, classKey)].flatMap(([key, members]) => {
    const [first] = members
    if (!first) return []
    const name = language === 'zh' ? first.className : first.classNameEn || first.className
    const about = `${DOMAIN_NAMES[first.domain][language]} · ${KIND_NAMES[first.kind][language]}`
    const title = (
      <>
        {name} <span className={styles.faint}>{`${about} · ${members.length}`}</span>
      </>
    )
    return [{ key, title, selectable: false, children: members.map((type) => leaf(type, language)) }]
  })
}

interface TypeTreeProps {
  readonly types: readonly ProblemType[]
  readonly chosen: string | null
  readonly onChoose: (code: string) => void
  readonly foot?: ReactNode
}

/** Classes and their types; what is typed finds types by Chinese, code, English or pinyin, best first. */
export function TypeTree({ types, chosen, onChoose, foot }: TypeTreeProps) {
  const words = useWords(versionPageWords)
  const language = useLanguage()
  const [sought, setSought] = useState('')
  const [opened, setOpened] = useState<readonly string[]>([])
  const [box, height] = useHeight<HTMLDivElement>()
  const tree = useRef<{ scrollTo: (to: { key: string; align: 'auto' }) => void }>(null)
  const found = sought.trim() !== ''
  const nodes = useMemo(
    () => (found ? rankTypes(types, sought).map((type) => leaf(type, language)) : branches(types, language)),
    [types, sought, found, language],
  )
  const branch = types.find(({ code }) => code === chosen)
  const branchKey = branch && classKey(branch)
  useEffect(() => {
    if (branchKey !== undefined) setOpened((before) => (before.includes(branchKey) ? before : [...before, branchKey]))
  }, [branchKey])
  useEffect(() => {
    if (chosen !== null && height > 0) tree.current?.scrollTo({ key: chosen, align: 'auto' })
  }, [chosen, height])
  return (
    <section className={styles.tree} aria-label={words.tree}>
      <Input.Search
        allowClear
        aria-label={words.search}
        placeholder={words.search}
        title={words.search}
        value={sought}
        onChange={({ target }) => setSought(target.value)}
      />
      <p className={styles.faint} role="status">
        {found && nodes.length === 0 ? words.none : words.count(found ? nodes.length : types.length)}
      </p>
      <div ref={box} className={styles.treeBox}>
        <Tree
          ref={tree as never}
          blockNode
          virtual
          height={height}
          treeData={nodes}
          expandedKeys={[...opened]}
          onExpand={(keys) => setOpened(keys.map(String))}
          selectedKeys={chosen === null ? [] : [chosen]}
          onSelect={([key]) => key !== undefined && onChoose(String(key))}
          onClick={(_, node) => !node.isLeaf && setOpened((before) => toggled(before, String(node.key)))}
        />
      </div>
      {foot && <div className={styles.treeFoot}>{foot}</div>}
    </section>
  )
}

const toggled = (keys: readonly string[], key: string): string[] =>
  keys.includes(key) ? keys.filter((each) => each !== key) : [...keys, key]
