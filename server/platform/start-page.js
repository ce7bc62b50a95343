const at = (id) => document.getElementById(id)
const BOXES = [
  ['inbox', '待办', 'Inbox'],
  ['overdue', '超期', 'Overdue'],
  ['pending', '待裁定', 'For ruling'],
  ['unassigned', '未定单位', 'No unit yet'],
  ['listed', '挂牌督办', 'Listed'],
  ['open', '在办总数', 'All open'],
]
const UNREACHABLE = '连接不上服务器，请稍后再试。 The server cannot be reached; try again in a moment.'
/** Set while this browser is signed in: the cookie itself is hidden from scripts, and asking without one is an error. */
const SIGNED_IN = 'wangge.signed-in'

function element(tag, text = '', lang = '') {
  const made = document.createElement(tag)
  made.textContent = text
  if (lang) made.lang = lang
  return made
}

/** Chinese, then the English in its own span; a name without English, or with the same, stands alone. */
const both = (zh, en) => (en && en !== zh ? [zh, ' ', element('span', en, 'en')] : [zh])

async function call(method, path, body) {
  const headers = body ? { 'content-type': 'application/json' } : {}
  const answer = await fetch(path, { method, headers, body: body && JSON.stringify(body) }).catch(() => {
    throw new Error(UNREACHABLE)
  })
  const content = answer.status === 204 ? {} : await answer.json().catch(() => ({}))
  if (answer.ok) return content
  throw Object.assign(new Error(content.detail ?? UNREACHABLE), { status: answer.status })
}

function showFailure(message) {
  at('failure').textContent = message
  at('password').toggleAttribute('aria-invalid', message !== '')
}

function fact(list, label, content) {
  const [term, value] = [element('dt'), element('dd')]
  term.append(...label)
  value.append(...content)
  list.append(term, value)
}

function showWho({ person, post, areas, expiresAt }) {
  const who = at('who')
  who.replaceChildren()
  fact(who, both('岗位', 'Post'), both(post.title, post.titleEn))
  fact(who, both('单位', 'Unit'), both(post.unitName, post.unitNameEn))
  fact(who, both('区域', 'Areas'), [areas.join(' ')])
  fact(who, both('有效至', 'Until'), [new Date(expiresAt).toLocaleString('zh-CN', { dateStyle: 'short', timeStyle: 'short' })])
  at('name').textContent = person.name
}

async function showBoxes(permissions) {
  const allowed = permissions.includes('case.read-own')
  at('no-cases').hidden = allowed
  at('boxes').hidden = !allowed
  at('boxes').replaceChildren()
  if (!allowed) return
  const counts = await call('GET', '/api/cases/boxes')
  const boxes = BOXES.map(([key, zh, en]) => {
    const box = element('div')
    fact(box, both(zh, en), [counts[key].toLocaleString('en')])
    return box
  })
  at('boxes').replaceChildren(...boxes)
}

function markAccount(login) {
  for (const button of at('accounts').querySelectorAll('button')) button.setAttribute('aria-current', String(button.value === login))
}

function showNobody() {
  localStorage.removeItem(SIGNED_IN)
  at('sign-in').hidden = false
  at('me').hidden = true
  markAccount('')
}

async function showMe(me) {
  at('sign-in').hidden = true
  at('me').hidden = false
  showWho(me)
  at('permission-count').textContent = me.permissions.length
  at('permissions').replaceChildren(...me.permissions.map((name) => element('li', name)))
  await showBoxes(me.permissions)
}

const isSignedIn = () => localStorage.getItem(SIGNED_IN) !== null
const signOut = () => call('DELETE', '/api/session')

async function signIn(login, password) {
  if (isSignedIn()) await signOut().catch(() => {})
  showNobody()
  const me = await call('POST', '/api/sessions', { login, password })
  localStorage.setItem(SIGNED_IN, login)
  at('form').reset()
  markAccount(login)
  await showMe(me)
  at('name').focus()
}

/** One thing at a time: what is pressed while a request is under way does nothing. */
async function attempt(work) {
  const main = document.querySelector('main')
  if (main.getAttribute('aria-busy') === 'true') return
  main.setAttribute('aria-busy', 'true')
  showFailure('')
  await work().catch((error) => {
    if (error.status === 401) showNobody()
    showFailure(error.message)
  })
  main.setAttribute('aria-busy', 'false')
}

/** A title such as 受理员（登记、受理） in two parts: the post, and what one can do in it; one without brackets is the post alone. */
function titleParts(title) {
  const [, post = title, can = ''] = /^([^（]+)（(.+)）$/.exec(title) ?? []
  return [element('strong', post), element('span', can)]
}

function accountItem({ login, password, title, titleEn }, shared) {
  const button = element('button')
  button.type = 'button'
  button.value = login
  const [post, can] = titleParts(title)
  const head = element('span')
  head.append(post, element('code', shared ? login : `${login} ${password}`))
  head.className = 'post'
  can.className = 'can'
  button.append(head, can, element('span', titleEn, 'en'))
  button.addEventListener('click', () => attempt(() => signIn(login, password)))
  const item = element('li')
  item.append(button)
  return item
}

function showAccounts(accounts) {
  const [first] = accounts
  const shared = accounts.every(({ password }) => password === first.password)
  at('demo').hidden = accounts.length === 0
  at('shared').hidden = !shared
  at('shared-password').textContent = shared && first ? first.password : ''
  at('accounts').replaceChildren(...accounts.map((account) => accountItem(account, shared)))
}

function showAbout({ city, engine, version, notice, demoAccounts }) {
  const place = city ? both(city.name, city.nameEn) : both('尚无城市', 'no city yet')
  const database = engine === 'embedded' ? both('内嵌数据库', 'embedded database') : ['PostgreSQL']
  const facts = [place, database, both(`版本 ${version}`)].map((content) => {
    const fact = element('span')
    fact.append(...content)
    return fact
  })
  at('about').replaceChildren(...facts)
  at('notice').hidden = !notice
  if (notice) at('notice').replaceChildren(element('span', notice.zh), ' ', element('span', notice.en, 'en'))
  showAccounts(demoAccounts)
}

at('form').addEventListener('submit', (event) => {
  event.preventDefault()
  const [login, password] = [at('login').value.trim(), at('password').value]
  attempt(() => signIn(login, password)).then(() => at('sign-in').hidden || at('password').select())
})
at('leave').addEventListener('click', () =>
  attempt(signOut).then(() => {
    if (at('failure').textContent === '') showNobody()
    at('login').focus()
  }),
)

async function start() {
  showAbout(await call('GET', '/api/about'))
  if (!isSignedIn()) return
  const login = localStorage.getItem(SIGNED_IN)
  await showMe(await call('GET', '/api/session'))
  markAccount(login)
}
attempt(start)
