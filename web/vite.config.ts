import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { build, defineConfig, type Plugin } from 'vite'
import { compressedFiles } from './compressed-files.ts'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** While developing, pages come from here and everything else from the server named by WANGGE_API. */
const api = process.env.WANGGE_API ?? 'http://127.0.0.1:4180'
const proxied = ['/api', '/docs', '/openapi.json', '/healthz', '/metrics']

/** The same addresses as the server's (server/platform/web-pages.ts): the console has every address nobody else has. */
const addresses: Plugin = {
  name: 'addresses',
  configureServer: ({ middlewares }) => {
    middlewares.use((request, _, next) => {
      const path = request.url ?? '/'
      const known = proxied.some((each) => path.startsWith(each))
      if (!known && request.headers.accept?.includes('text/html'))
        request.url = `/${/^\/(screen|field|portal)(?=[/?]|$)/.exec(path)?.[1] ?? 'console'}/index.html`
      next()
    })
  },
}

interface Made {
  readonly fileName: string
  readonly facadeModuleId?: string | null
  readonly imports?: readonly string[]
  readonly dynamicImports?: readonly string[]
  readonly code?: string
  readonly source?: string | Uint8Array
  readonly viteMetadata?: { readonly importedCss: ReadonlySet<string>; readonly importedAssets: ReadonlySet<string> }
}

const OPENING = '/field/shell/opening.ts'
type Bundle = Readonly<Record<string, Made>>

/** A chunk with everything it may ever ask for. */
function filesOf(bundle: Bundle, name: string, found = new Set<string>()): Set<string> {
  const chunk = bundle[name]
  if (!chunk || found.has(name)) return found
  found.add(name)
  for (const each of [...(chunk.viteMetadata?.importedCss ?? []), ...(chunk.viteMetadata?.importedAssets ?? [])]) found.add(each)
  for (const each of [...(chunk.imports ?? []), ...(chunk.dynamicImports ?? [])]) filesOf(bundle, each, found)
  return found
}

/** Small files first, so that a line that breaks leaves the large ones for the next time: the map's library comes last. */
function inOrder(bundle: Bundle, name: string): string[] {
  const sizeOf = (file: string): number => (bundle[file]?.code ?? bundle[file]?.source ?? '').length
  return [...filesOf(bundle, name)].sort((a, b) => sizeOf(a) - sizeOf(b) || a.localeCompare(b))
}

/** The field app's first script asks the server something while the app itself is on its way: it runs by itself, before and apart from the app. */
const fieldOpening: Plugin = {
  name: 'field-opening',
  apply: 'build',
  transformIndexHtml: (_, { path, bundle }) => {
    if (path !== '/field/index.html') return []
    const opening = Object.values((bundle ?? {}) as unknown as Bundle).find(({ facadeModuleId }) => facadeModuleId?.endsWith(OPENING))
    if (!opening) throw new Error(`${OPENING} was not built`)
    return [{ tag: 'script', attrs: { type: 'module', async: true, src: `/${opening.fileName}` }, injectTo: 'head-prepend' }]
  },
}

/** Files of web/public that the field app shows or is installed by. */
const FIELD_FILES = ['/mark.svg', '/field/manifest.webmanifest', '/field/icon-192.png', '/field/icon-512.png']

/** After the pages, the field app's service worker: one file under a name that stays, which knows the files of this very build. */
const fieldWorker: Plugin = {
  name: 'field-worker',
  apply: 'build',
  async writeBundle({ dir }, output) {
    const bundle = output as unknown as Bundle
    const entry = Object.values(bundle).find(({ facadeModuleId }) => facadeModuleId?.endsWith('/field/index.html'))
    if (!entry || !dir) throw new Error('the field app was not built')
    const files = [...inOrder(bundle, entry.fileName).map((file) => `/${file}`), ...FIELD_FILES]
    const version = createHash('sha256').update(String(bundle['field/index.html']?.source)).update(files.join()).digest('hex').slice(0, 16)
    await build({
      configFile: false,
      root: here('.'),
      publicDir: false,
      logLevel: 'warn',
      define: { __SHELL__: JSON.stringify({ version, files }) },
      build: {
        outDir: dir,
        emptyOutDir: false,
        target: 'es2023',
        rolldownOptions: { input: here('./field/worker/worker.ts'), output: { entryFileNames: 'field/worker.js', format: 'iife' } },
      },
    })
  },
}

/** Small things of ours all pages begin with. */
const COMMON = [
  'web/shared/api/(client|problem|submission)',
  'web/shared/language/language',
  'web/shared/map/use-drawing',
  'web/shared/page/way-back',
  'web/shared/session/settings-store',
  'web/shared/theme/(page-theme|system-wishes|tokens)',
  'web/shared/time/(light|light-kind|light-now|minute|moment|words)',
  'server/catalogue/time-limit',
  'server/field/cells',
  'node_modules/(wouter|regexparam|use-sync-external-store)/.*',
]

export default defineConfig({
  root: here('.'),
  publicDir: here('./public'),
  plugins: [react(), addresses, fieldOpening, fieldWorker, compressedFiles],
  appType: 'mpa',
  server: { host: '127.0.0.1', proxy: Object.fromEntries(proxied.map((path) => [path, { target: api }])) },
  build: {
    outDir: here('../dist/web'),
    emptyOutDir: true,
    target: 'es2023',
    manifest: 'manifest.json',
    // Whatever runs this code knows it.
    modulePreload: { polyfill: false },
    // Every chunk below this is as small as its library allows; the first load is measured by a test.
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      input: {
        console: here('./console/index.html'),
        screen: here('./screen/index.html'),
        field: here('./field/index.html'),
        opening: here(`.${OPENING}`),
        portal: here('./portal/index.html'),
      },
      output: {
        codeSplitting: {
          groups: [
            // Under names of their own and apart from what is ours: they keep them over releases, and who has them need not fetch them again.
            { name: 'maplibre', test: /node_modules\/maplibre-gl\// },
            {
              name: 'react',
              test: /node_modules\/(react|react-dom|scheduler)\/|preload-helper/,
              priority: 2,
            },
            // Small things all pages begin with, as one file: on a slow line each file is a wait of its own.
            { name: 'common', test: new RegExp(`/(${COMMON.join('|')})\\.([cm]?js|tsx?|module\\.css)$`), priority: 1 },
          ],
        },
      },
    },
  },
})
