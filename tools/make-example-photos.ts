import { fileURLToPath } from 'node:url'
import sharp from 'sharp'

/** Makes the two synthetic photos the README's walk-through sends: `node tools/make-example-photos.ts`. */
const scene = (tint: string, words: string): Buffer =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480"><rect width="640" height="480" fill="${tint}"/>
    <rect x="170" y="150" width="300" height="180" rx="12" fill="#555"/>${Array.from({ length: 9 }, (_, index) => `<rect x="${190 + index * 30}" y="165" width="14" height="150" fill="#222"/>`).join('')}
    <text x="320" y="420" font-size="28" text-anchor="middle" fill="#fff">${words}</text></svg>`,
  )

for (const [file, tint, words] of [
  ['photo-after', '#7a8a6a', 'synthetic: after'],
  ['photo-check', '#6a7a8a', 'synthetic: check'],
] as const)
  await sharp(scene(tint, words))
    .jpeg({ quality: 70 })
    .toFile(fileURLToPath(new URL(`../docs/examples/${file}.jpg`, import.meta.url)))
