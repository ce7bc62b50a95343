import { qrSvg, readableGrid, reportAddress } from '#field/qr-code.ts'
import { listComponentsOfGrid } from '#field/queries-grids.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import type { Locale } from '#platform/locale.ts'

/** Codes of one grid on paper at once. */
const MOST_CODES = 500

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** A4 (ISO 216), up to twelve labels a page, each to be cut out whole. */
const STYLE = `@page{size:A4;margin:10mm}*{box-sizing:border-box}body{margin:0;font-family:sans-serif;color:#000;background:#fff}
@media screen{body{padding:10mm;max-width:210mm}}
h1{font-size:14pt;margin:0 0 4mm}p{margin:0 0 3mm;font-size:9pt}main{display:grid;grid-template-columns:repeat(3,1fr);gap:4mm}
figure{margin:0;padding:3mm;border:0.2mm dashed #888;text-align:center;break-inside:avoid;height:64mm;overflow:hidden}
figure svg{width:42mm;height:42mm;display:block;margin:0 auto}figcaption{font-size:9pt;line-height:1.3}b{font-size:10pt;overflow-wrap:anywhere}small{display:block;margin-top:1mm;font-size:8pt}`

interface Label {
  readonly title: string
  readonly code: string
  readonly address: string
}

/** Each says what it is for: it will hang alone. */
const label = ({ title, code, address }: Label, scan: string): string =>
  `<figure>${qrSvg(address)}<figcaption><b>${escaped(title)}</b><br>${escaped(code)}<small>${scan}</small></figcaption></figure>`

const WORDS = {
  zh: { heading: '网格二维码', scan: '扫码上报这里的问题', more: (count: number) => `部件超过 ${count} 个，只印出前 ${count} 个` },
  en: { heading: 'QR codes of grid', scan: 'Scan to report a problem here', more: (count: number) => `More than ${count} components; the first ${count} are printed` },
} as const // biome-ignore format: two rows

/** A page to print: the code of a grid and of each component in it, to be cut out. Throws field.no_grid. */
export async function printSheet(tx: Db, actor: Actor, publicUrl: string, gridCode: string, locale: Locale): Promise<string> {
  const grid = await readableGrid(tx, actor, gridCode)
  const found = await listComponentsOfGrid(tx, actor.cityId, gridCode, MOST_CODES + 1)
  const words = WORDS[locale]
  const labels: Label[] = [
    { title: grid.name, code: gridCode, address: reportAddress(publicUrl, 'grid', gridCode) },
    ...found.slice(0, MOST_CODES).map(({ name, code }) => ({ title: name, code, address: reportAddress(publicUrl, 'component', code) })),
  ]
  const more = found.length > MOST_CODES ? `<p>${words.more(MOST_CODES)}</p>` : ''
  const title = escaped(`${words.heading} ${grid.name} ${gridCode}`)
  return `<!doctype html><html lang="${locale === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><title>${title}</title><style>${STYLE}</style></head>
<body><h1>${title}</h1>${more}<main>${labels.map((each) => label(each, words.scan)).join('')}</main></body></html>`
}
