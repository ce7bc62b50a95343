import sharp from 'sharp'
import { workbookOf, zipOf } from '#test/catalogue/zip.ts'
import { makeAnimatedWebp, makeJpeg, makePng, makePngBomb, makeWebp } from '#test/support/photos.ts'

/** A file as it is sent, with what it says of itself. */
export interface HostileFile {
  readonly what: string
  readonly bytes: Buffer
  readonly fileName: string
  readonly claimedType: string
  /** Takes its time to be refused, so it is sent once and not by the hundred. */
  readonly isHeavy: boolean
}

const HEAVY = [
  'a PNG of 900 megapixels',
  'a PNG just above the limit',
  'a bomb',
  'a bomb of many parts',
  'forty thousand rows',
  'twenty thousand rows',
  'laughs',
  'laughs in the sheet',
  'merged to the end',
]

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script><image href="file:///etc/passwd"/></svg>'
const LAUGHS = `<!DOCTYPE lolz [<!ENTITY a0 "ha">${Array.from({ length: 20 }, (_, at) => `<!ENTITY a${at + 1} "${`&a${at};`.repeat(10)}">`).join('')}]>`
const OUTSIDE = '<!DOCTYPE x [<!ENTITY outside SYSTEM "file:///etc/passwd">]>'

const file = (what: string, bytes: Buffer | string, fileName = 'photo.jpg', claimedType = 'image/jpeg'): HostileFile => ({
  what,
  bytes: Buffer.from(bytes),
  fileName,
  claimedType,
  isHeavy: HEAVY.includes(what),
})

/** The size in a JPEG's frame header, changed to something enormous. ITU-T T.81, B.2.2. */
function hugeJpeg(jpeg: Buffer): Buffer {
  const copy = Buffer.from(jpeg)
  const at = [0xc0, 0xc2].map((marker) => copy.indexOf(Buffer.from([0xff, marker]))).find((found) => found > 0) ?? 0
  copy.writeUInt16BE(65_500, at + 5)
  copy.writeUInt16BE(65_500, at + 7)
  return copy
}

/** A GIF of 65,535 by 65,535 pixels in a few bytes. */
const hugeGif = (): Buffer => Buffer.concat([Buffer.from('GIF89a'), Buffer.from([0xff, 0xff, 0xff, 0xff, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]), Buffer.from([0x2c, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0, 2, 2, 0x4c, 1, 0, 0x3b])]) // biome-ignore format: bytes

/** An extended WebP whose canvas is 16,384 by 16,384. */
function hugeWebp(webp: Buffer): Buffer {
  const extended = Buffer.concat([Buffer.from('VP8X'), Buffer.from([10, 0, 0, 0, 0, 0, 0, 0, 0xff, 0x3f, 0, 0xff, 0x3f, 0])])
  const body = Buffer.concat([Buffer.from('WEBP'), extended, webp.subarray(12)])
  const head = Buffer.alloc(8)
  head.write('RIFF')
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body])
}

/** Photos that are cut short, lie, unfold into gigabytes, or are something else as well. */
export async function hostilePhotos(): Promise<HostileFile[]> {
  const [jpeg, png, webp] = [
    await makeJpeg({ width: 96, height: 64, place: [102.71, 25.01], takenAt: '2026:03:02 08:55:00' }),
    await makePng(96, 64),
    await makeWebp({ width: 96, height: 64 }),
  ]
  const page = '<!doctype html><script>alert(document.domain)</script>'
  return [
    file('a photo', jpeg), file('a PNG', png, 'p.png', 'image/png'), file('a WebP', webp, 'p.webp', 'image/webp'),
    file('a PNG called JPEG', png), file('a page called JPEG', page), file('a drawing with a script', SVG, 'p.svg', 'image/svg+xml'), file('the same called PNG', SVG, 'p.png', 'image/png'),
    file('half a photo', jpeg.subarray(0, jpeg.length >> 1)), file('a header alone', jpeg.subarray(0, 40)), file('two bytes', jpeg.subarray(0, 2)), file('half a PNG', png.subarray(0, 60)), file('half a WebP', webp.subarray(0, 40)), file('nothing', ''),
    file('a JPEG of 4 gigapixels', hugeJpeg(jpeg)), file('a PNG of 900 megapixels', makePngBomb(30_000), 'p.png', 'image/png'), file('a PNG just above the limit', makePngBomb(7100), 'p.png'), file('a huge WebP', hugeWebp(webp)), file('a huge GIF', hugeGif(), 'p.gif', 'image/gif'),
    file('an animation', await makeAnimatedWebp(), 'p.webp', 'image/webp'), file('a GIF', await sharp({ create: { width: 40, height: 40, channels: 3, background: '#abc' } }).gif().toBuffer(), 'p.gif', 'image/gif'),
    file('a TIFF', await sharp({ create: { width: 40, height: 40, channels: 3, background: '#abc' } }).tiff().toBuffer(), 'p.tif', 'image/tiff'),
    file('a photo and a page', Buffer.concat([jpeg, Buffer.from(page)])), file('a photo and an archive', Buffer.concat([jpeg, zipOf([{ name: 'x.exe', content: 'MZ' }])])), file('a photo and a document', Buffer.concat([jpeg.subarray(0, 4), Buffer.from('%PDF-1.7'), jpeg.subarray(4)])),
    file('noise', Buffer.from(Array.from({ length: 4000 }, (_, at) => (at * 7919) % 256))), file('noise behind a signature', Buffer.concat([jpeg.subarray(0, 20), Buffer.alloc(3000, 0x5a)])),
    file('a path for a name', jpeg, '../../../../etc/passwd'), file('a name with line ends', jpeg, 'a%0d%0ab.jpg'), file('a very long name', jpeg, `${'长'.repeat(500)}.jpg`), file('one pixel', await makePng(2, 2), 'p.png'),
  ] // biome-ignore format: a list
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const book = (what: string, bytes: Buffer): HostileFile => file(what, bytes, 'book.xlsx', XLSX)
const rowsOf = (count: number): string => `<sheetData>${'<row><c t="inlineStr"><is><t>=1+1</t></is></c></row>'.repeat(count)}</sheetData>`

/** Workbooks that unfold, refer to themselves, reach outside, or have more rows than a program has patience. */
export const hostileWorkbooks = (): HostileFile[] => [
  book('a bomb', zipOf([{ name: 'xl/worksheets/sheet1.xml', content: Buffer.alloc(80_000_000), claimed: 100 }])),
  book('a bomb of many parts', zipOf(Array.from({ length: 150 }, (_, at) => ({ name: `xl/media/${at}.xml`, content: Buffer.alloc(1_000_000) })))),
  book('laughs', workbookOf('问题类型', '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&a20;</t></is></c></row></sheetData>', LAUGHS)),
  book('laughs in the sheet', zipOf([{ name: 'xl/workbook.xml', content: `<?xml version="1.0"?>${LAUGHS}<workbook>&a20;</workbook>` }])),
  book('a file outside', zipOf([{ name: 'xl/workbook.xml', content: `<?xml version="1.0"?>${OUTSIDE}<workbook>&outside;</workbook>` }])),
  book('a row beyond the last', workbookOf('日历', '<sheetData><row r="4294967295"/></sheetData>')),
  book('cells beyond the last', workbookOf('日历', '<sheetData><row r="1"><c r="ZZZZZZ1"><v>1</v></c></row></sheetData>')),
  book('forty thousand rows', workbookOf('类型', rowsOf(40_000))),
  book('merged to the end', workbookOf('类型', '<sheetData/><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')),
  book('names of prototypes', workbookOf('__proto__', '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>__proto__</t></is></c></row></sheetData>')),
  book('no workbook', zipOf([{ name: '../../evil.txt', content: 'x' }])), book('an empty archive', zipOf([])), book('half an archive', zipOf([{ name: 'a', content: 'b' }]).subarray(0, 30)),
] // biome-ignore format: a list

const csv = (what: string, text: string | Buffer): HostileFile => file(what, text, 'rows.csv', 'text/csv')
const HEAD = 'code,type_code,name,lon,lat,address,duties\n'

/** Rows that are formulas, never end, are of another encoding, or are far too many. */
export const hostileTables = (): HostileFile[] => [
  csv('rows', `${HEAD}S-1,C0104,雨水箅子,102.715,25.015,双桥路,包卫生\n`), csv('formulas', `${HEAD}S-2,C0104,"=HYPERLINK(""http://x"")",102.715,25.015,@SUM(1),+1\n`),
  csv('prototypes for headings', '__proto__,constructor,code\n1,2,3\n'), csv('a quote without end', `${HEAD}"S-1,C0104`), csv('a heading alone', HEAD), csv('nothing', ''),
  csv('a heading twice', 'code,code,name\n1,2,3\n'), csv('control characters', `${HEAD}S\u0000-1,C0104,a\u0007b,102.7,25,x,y\n`), csv('numbers beyond', `${HEAD}S-3,C0104,x,1e309,-1e309,x,y\nS-4,C0104,x,NaN,Infinity,x,y\n`),
  csv('another encoding', Buffer.from([0xbe, 0xae, 0xb8, 0xc7, 0x0a])), csv('wide text', Buffer.from(HEAD, 'utf16le')), csv('twenty thousand rows', HEAD + 'S-9,C0104,x,102.7,25,x,y\n'.repeat(20_000)), csv('a cell without end', `${HEAD}S-1,C0104,${'x'.repeat(200_000)},102.7,25,x,y\n`), csv('commas alone', ','.repeat(50_000)),
] // biome-ignore format: a list
