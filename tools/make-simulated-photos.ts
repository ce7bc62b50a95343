/**
 * Makes data/demo/photos/*.jpg, the few pictures that simulated cases show: a plain tinted scene with a stamp that says what it is.
 * Needs a font with Chinese characters on the machine that runs it; the pictures are shipped, so nobody else does.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import sharp from 'sharp'

const WIDTH = 480
const HEIGHT = 360
const SCENES = [
  { name: 'before-1', zh: '处置前', en: 'before', sky: '#c9c2b4', ground: '#8a7f70', thing: '#5b4636' },
  { name: 'before-2', zh: '处置前', en: 'before', sky: '#bcc4c9', ground: '#777c80', thing: '#6a3b3b' },
  { name: 'after-1', zh: '处置后', en: 'after', sky: '#cfe3f2', ground: '#93a58e', thing: '#93a58e' },
  { name: 'after-2', zh: '处置后', en: 'after', sky: '#dcead8', ground: '#9aa3a8', thing: '#9aa3a8' },
  { name: 'check-1', zh: '核查', en: 'inspection', sky: '#dfe6f5', ground: '#8fa0b8', thing: '#8fa0b8' },
]

const drawn = ({
  zh,
  en,
  sky,
  ground,
  thing,
}: (typeof SCENES)[number]): string => `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">
  <rect width="480" height="360" fill="${sky}"/><rect y="200" width="480" height="160" fill="${ground}"/>
  <rect x="40" y="90" width="90" height="112" fill="#a9a29a"/><rect x="150" y="60" width="120" height="142" fill="#b8b1a6"/><rect x="300" y="110" width="140" height="92" fill="#a3a6a8"/>
  <ellipse cx="250" cy="280" rx="90" ry="26" fill="${thing}"/>
  <g font-family="Noto Sans CJK SC, Noto Serif CJK SC, sans-serif" text-anchor="middle">
    <text x="240" y="36" font-size="26" fill="#33312d">${zh} / ${en}</text>
    <text x="240" y="345" font-size="22" fill="#7a1f1f">模拟照片 / synthetic</text></g></svg>`

const folder = new URL('../data/demo/photos/', import.meta.url)
mkdirSync(folder, { recursive: true })
for (const scene of SCENES) {
  const bytes = await sharp(Buffer.from(drawn(scene)))
    .jpeg({ quality: 60 })
    .toBuffer()
  writeFileSync(new URL(`${scene.name}.jpg`, folder), bytes)
  process.stdout.write(`${scene.name}.jpg ${bytes.length} bytes\n`)
}
