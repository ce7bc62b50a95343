import { loadModule, parseSync } from 'libpg-query'
import { CityGraph, GIVEN, type Term } from './statement-graph.ts'
import { all, at, conjuncts, has, names, sublinks, type Tree, text } from './statement-tree.ts'

const CITY = 'city_id'

/** Something rows come from. A table of the product has its city; what is made on the way has the columns it was given. */
interface Source {
  readonly alias: string
  readonly columns: ReadonlyMap<string, Term>
}
interface Scope {
  readonly sources: Source[]
  readonly outer: Scope | undefined
  readonly views: ReadonlyMap<string, Outputs>
}
/** What a query hands on, in order. */
type Outputs = readonly { readonly name: string; readonly term: Term | undefined }[]
interface Ask {
  readonly term: Term | undefined
  readonly message: string
}

/** Names of tables as the database spells them. */
export interface TableNames {
  readonly tenant: ReadonlySet<string>
  /** Every other table of ours that has a column city_id. */
  readonly others: ReadonlySet<string>
}

/**
 * Judges whether a statement is held to one city: every table of tenants in it, in whatever join, subquery, EXISTS, LATERAL or recursion, must
 * have its city_id equal to a value given with the statement, directly or through other equalities. An OR holds nothing; the ON of an outer join
 * holds its optional side only; what a subquery is filtered by outside does not count inside. Inserts give the city themselves, updates leave it.
 */
class Judge {
  readonly #tables: TableNames
  readonly #graph = new CityGraph()
  readonly #asks: Ask[] = []
  #count = 0

  constructor(tables: TableNames) {
    this.#tables = tables
  }

  faults(): string[] {
    const held = this.#graph.held()
    return [...new Set(this.#asks.filter(({ term }) => term === undefined || !held.has(term)).map(({ message }) => message))]
  }

  /** A statement of any kind; what is not about rows is none of ours. */
  statement(node: Tree, outer: Scope | undefined, views: ReadonlyMap<string, Outputs>): Outputs {
    if (has(node, 'SelectStmt')) return this.#select(at(node, 'SelectStmt'), outer, views)
    if (has(node, 'InsertStmt')) return this.#insert(at(node, 'InsertStmt'), outer, views)
    if (has(node, 'UpdateStmt')) return this.#change(at(node, 'UpdateStmt'), 'fromClause', outer, views)
    if (has(node, 'DeleteStmt')) return this.#change(at(node, 'DeleteStmt'), 'usingClause', outer, views)
    if (has(node, 'MergeStmt')) this.#asks.push({ term: undefined, message: 'MERGE is not used: it does not run on several machines' })
    return []
  }

  #select(node: Tree, outer: Scope | undefined, above: ReadonlyMap<string, Outputs>): Outputs {
    const views = this.#with(node, outer, above)
    if (text(node, 'op') !== 'SETOP_NONE' && text(node, 'op') !== '')
      return this.#together([this.#select(at(node, 'larg'), outer, views), this.#select(at(node, 'rarg'), outer, views)])
    const scope: Scope = { sources: [], outer, views }
    const values = all(node, 'valuesLists')
    if (values.length > 0) return this.#values(values, scope)
    for (const item of all(node, 'fromClause')) this.#from(item, scope)
    this.#where(at(node, 'whereClause'), scope)
    const { fromClause: _from, withClause: _with, whereClause: _where, ...rest } = node
    this.#below(rest, scope)
    return this.#targets(all(node, 'targetList'), scope)
  }

  #values(lists: readonly Tree[], scope: Scope): Outputs {
    const rows = lists.map((list) => all(at(list, 'List'), 'items'))
    this.#below(rows, scope)
    return this.#together(rows.map((row) => row.map((value, index) => ({ name: `column${index + 1}`, term: this.#term(value, scope) }))))
  }

  /** Outputs of branches that are put together: one city's when each branch is. */
  #together(branches: readonly Outputs[]): Outputs {
    const [first = []] = branches
    return first.map(({ name }, index) => {
      const term = `o${++this.#count}`
      this.#graph.add(
        term,
        branches.map((branch) => branch[index]?.term),
      )
      return { name, term }
    })
  }

  #with(node: Tree, outer: Scope | undefined, above: ReadonlyMap<string, Outputs>): ReadonlyMap<string, Outputs> {
    const views = new Map(above)
    for (const each of all(at(node, 'withClause'), 'ctes')) {
      const cte = at(each, 'CommonTableExpr')
      const name = text(cte, 'ctename')
      if (names(cte, 'aliascolnames').length > 0)
        this.#asks.push({
          term: undefined,
          message: `with ${name}(…) names its columns where several machines lose them: name them in its select`,
        })
      const query = at(cte, 'ctequery')
      const start = at(query, 'SelectStmt', 'larg')
      // The rows a recursion begins with are what it may rely on; that its step keeps to their city is asked of the step.
      if (at(node, 'withClause').recursive === true && Object.keys(start).length > 0)
        views.set(name, renamed(this.#select(start, outer, views), names(cte, 'aliascolnames')))
      views.set(name, renamed(this.statement(query, outer, views), names(cte, 'aliascolnames')))
    }
    return views
  }

  #insert(node: Tree, outer: Scope | undefined, above: ReadonlyMap<string, Outputs>): Outputs {
    const views = this.#with(node, outer, above)
    const table = text(at(node, 'relation'), 'relname')
    const columns = all(node, 'cols').map((each) => text(at(each, 'ResTarget'), 'name'))
    const rows = this.statement(at(node, 'selectStmt'), outer, views)
    const scope: Scope = { sources: [], outer, views }
    const given = rows[columns.indexOf(CITY)]?.term
    if (this.#tables.tenant.has(table) && sublinks(all(at(node, 'selectStmt', 'SelectStmt'), 'valuesLists')).length > 0)
      this.#asks.push({
        term: undefined,
        message: `an insert into ${table} reads a value where several machines cannot: select it instead`,
      })
    const written = this.#table(at(node, 'relation'), scope, false)
    this.#graph.add(written, [given])
    if (this.#tables.tenant.has(table)) this.#asks.push({ term: given, message: `an insert into ${table} gives no city` })
    for (const set of all(at(node, 'onConflictClause'), 'targetList')) this.#forbidMove(table, set)
    this.#below(at(node, 'onConflictClause'), scope)
    return this.#targets(all(at(node, 'returningClause'), 'exprs'), scope)
  }

  /** An update or a delete. */
  #change(node: Tree, more: 'fromClause' | 'usingClause', outer: Scope | undefined, above: ReadonlyMap<string, Outputs>): Outputs {
    const scope: Scope = { sources: [], outer, views: this.#with(node, outer, above) }
    this.#table(at(node, 'relation'), scope, true)
    for (const item of all(node, more)) this.#from(item, scope)
    this.#where(at(node, 'whereClause'), scope)
    for (const set of all(node, 'targetList')) this.#forbidMove(text(at(node, 'relation'), 'relname'), set)
    this.#below([node.targetList, node.returningClause], scope)
    return this.#targets(all(at(node, 'returningClause'), 'exprs'), scope)
  }

  #forbidMove(table: string, set: Tree): void {
    if (this.#tables.tenant.has(table) && text(at(set, 'ResTarget'), 'name') === CITY)
      this.#asks.push({ term: undefined, message: `an update moves a row of ${table} to another city` })
  }

  /** Adds a table, or what a WITH calls so, to the scope; returns its city. */
  #table(range: Tree, scope: Scope, asked: boolean): Term | undefined {
    const name = text(range, 'relname')
    const alias = text(at(range, 'alias'), 'aliasname') || name
    const view = scope.views.get(name)
    if (view) {
      this.#derived(alias, renamed(view, names(at(range, 'alias'), 'colnames')), scope)
      return undefined
    }
    const tenant = this.#tables.tenant.has(name)
    if (!tenant && !this.#tables.others.has(name)) return undefined
    const term = `s${++this.#count}.${alias}`
    scope.sources.push({ alias, columns: new Map([[CITY, term]]) })
    if (tenant && asked) this.#asks.push({ term, message: `${name}${alias === name ? '' : ` (as ${alias})`} is not held to one city` })
    return term
  }

  #derived(alias: string, outputs: Outputs, scope: Scope): void {
    const id = `s${++this.#count}.${alias}`
    const columns = outputs.map(({ name, term }) => {
      this.#graph.add(`${id}.${name}`, [term])
      return [name, `${id}.${name}`] as const
    })
    scope.sources.push({ alias, columns: new Map(columns) })
  }

  #from(item: Tree, scope: Scope): void {
    if (has(item, 'RangeVar')) this.#table(at(item, 'RangeVar'), scope, true)
    if (has(item, 'JoinExpr')) this.#join(at(item, 'JoinExpr'), scope)
    if (has(item, 'RangeSubselect')) {
      const range = at(item, 'RangeSubselect')
      // Only LATERAL sees its neighbours; taking them for seen in any case finds no fault less, as PostgreSQL refuses the statement.
      const outputs = this.statement(at(range, 'subquery'), scope, scope.views)
      this.#derived(text(at(range, 'alias'), 'aliasname'), renamed(outputs, names(at(range, 'alias'), 'colnames')), scope)
    }
    if (has(item, 'RangeFunction')) {
      const range = at(item, 'RangeFunction')
      this.#below(range, scope)
      const columns = [
        ...names(at(range, 'alias'), 'colnames'),
        ...all(range, 'coldeflist').map((each) => text(at(each, 'ColumnDef'), 'colname')),
      ]
      this.#derived(
        text(at(range, 'alias'), 'aliasname'),
        columns.map((name) => ({ name, term: undefined })),
        scope,
      )
    }
  }

  #join(join: Tree, scope: Scope): void {
    const start = scope.sources.length
    this.#from(at(join, 'larg'), scope)
    const middle = scope.sources.length
    this.#from(at(join, 'rarg'), scope)
    const [left, right] = [scope.sources.slice(start, middle), scope.sources.slice(middle)]
    const kind = text(join, 'jointype')
    // The side whose rows stay whatever the condition says is not held by it.
    const free = new Set(
      [
        ...(kind === 'JOIN_LEFT' || kind === 'JOIN_FULL' ? left : []),
        ...(kind === 'JOIN_RIGHT' || kind === 'JOIN_FULL' ? right : []),
      ].flatMap((source) => [...source.columns.values()]),
    )
    for (const column of names(join, 'usingClause')) {
      const [one, other] = [left, right].map((side) => side.flatMap((source) => source.columns.get(column) ?? [])[0])
      this.#equal(one, other, free)
    }
    this.#where(at(join, 'quals'), scope, free)
  }

  #equal(one: Term | undefined, other: Term | undefined, free: ReadonlySet<Term>): void {
    if (one !== undefined && !free.has(one)) this.#graph.add(one, [other])
    if (other !== undefined && !free.has(other)) this.#graph.add(other, [one])
  }

  #where(condition: Tree, scope: Scope, free: ReadonlySet<Term> = new Set()): void {
    for (const each of conjuncts(condition)) {
      const comparison = at(each, 'A_Expr')
      const kind = text(comparison, 'kind')
      if ((kind === 'AEXPR_OP' || kind === 'AEXPR_IN') && names(comparison, 'name').join() === '=') this.#compare(comparison, scope, free)
      if (at(each, 'SubLink').subLinkType === 'ANY_SUBLINK' && all(at(each, 'SubLink'), 'operName').length === 0)
        this.#in(at(each, 'SubLink'), scope, free)
    }
    this.#below(condition, scope)
  }

  #compare(comparison: Tree, scope: Scope, free: ReadonlySet<Term>): void {
    const [left, right] = [at(comparison, 'lexpr'), at(comparison, 'rexpr')]
    const listed = all(at(right, 'List'), 'items')
    if (has(right, 'List') && listed.length !== 1) return
    const [ones, others] = [rowOf(left), rowOf(listed[0] ?? right)]
    for (const [index, one] of ones.entries()) {
      const [a, b] = [this.#term(one, scope), this.#term(others[index] ?? {}, scope)]
      this.#direct(a, b, scope, free)
    }
  }

  /** An equality with a column further out tells of the inner one, not the other way. */
  #direct(one: Term | undefined, other: Term | undefined, scope: Scope, free: ReadonlySet<Term>): void {
    const here = new Set(scope.sources.flatMap((source) => [...source.columns.values()]))
    const outer = [one, other].filter((term): term is Term => term !== undefined && term !== GIVEN && !here.has(term))
    this.#equal(one, other, new Set([...free, ...outer]))
  }

  /** `(city_id, id) in (select …)` keeps rows whose values the subquery hands on. */
  #in(link: Tree, scope: Scope, free: ReadonlySet<Term>): void {
    const outputs = this.statement(at(link, 'subselect'), scope, scope.views)
    for (const [index, part] of rowOf(at(link, 'testexpr')).entries()) {
      const term = this.#term(part, scope)
      if (term !== undefined && !free.has(term)) this.#graph.add(term, [outputs[index]?.term])
    }
  }

  /** Judges the statements inside an expression. */
  #below(value: unknown, scope: Scope): void {
    for (const link of sublinks(value)) this.statement(at(link, 'subselect'), scope, scope.views)
  }

  #targets(list: readonly Tree[], scope: Scope): Outputs {
    return list.flatMap((each) => {
      const target = at(each, 'ResTarget')
      const fields = names(at(target, 'val', 'ColumnRef'), 'fields')
      if (fields.at(-1) === '*') {
        const chosen = scope.sources.filter(({ alias }) => fields.length === 1 || alias === fields.at(-2))
        return chosen.flatMap(({ columns }) => [...columns].map(([name, term]) => ({ name, term })))
      }
      return [{ name: text(target, 'name') || (fields.at(-1) ?? ''), term: this.#term(at(target, 'val'), scope) }]
    })
  }

  #term(value: Tree, scope: Scope): Term | undefined {
    if (has(value, 'TypeCast')) return this.#term(at(value, 'TypeCast', 'arg'), scope)
    if (has(value, 'ParamRef')) return GIVEN
    if (has(value, 'A_Const')) return at(value, 'A_Const').isnull === true ? undefined : GIVEN
    if (at(value, 'SubLink').subLinkType === 'EXPR_SUBLINK')
      return this.statement(at(value, 'SubLink', 'subselect'), scope, scope.views)[0]?.term
    if (has(value, 'ColumnRef')) return columnTerm(names(at(value, 'ColumnRef'), 'fields'), scope)
    return undefined
  }
}

const renamed = (outputs: Outputs, given: readonly string[]): Outputs =>
  outputs.map(({ name, term }, index) => ({ name: given[index] ?? name, term }))

const rowOf = (value: Tree): readonly Tree[] => (has(value, 'RowExpr') ? all(at(value, 'RowExpr'), 'args') : [value])

function columnTerm(fields: readonly string[], scope: Scope | undefined): Term | undefined {
  const [column = '', alias] = fields.toReversed()
  for (let here = scope; here !== undefined; here = here.outer) {
    const source = here.sources.find((each) => (alias === undefined ? each.columns.has(column) : each.alias === alias))
    if (source) return source.columns.get(column)
  }
  return undefined
}

const ready = loadModule()

/** Waits until PostgreSQL's parser can be used. */
export const parserReady = (): Promise<void> => ready

/** Why a statement, as sent to the database, is not held to one city; empty when it is. Throws when PostgreSQL could not read it. */
export function cityFaults(sql: string, tables: TableNames): string[] {
  const { stmts = [] } = parseSync(sql)
  return stmts.flatMap(({ stmt }) => {
    const judge = new Judge(tables)
    judge.statement((stmt ?? {}) as Tree, undefined, new Map())
    return judge.faults()
  })
}
