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

/** A chunk with everything it may ever ask for. */
function filesOf(bundle: Readonly<Record<string, Made>>, name: string, found = new Set<string>()): Set<string> {
  const chunk = bundle[name]
  if (!chunk || found.has(name)) return found
  found.add(name)
  for (const each of [...(chunk.viteMetadata?.importedCss ?? []), ...(chunk.viteMetadata?.importedAssets ?? [])]) found.add(each)
  for (const each of [...(chunk.imports ?? []), ...(chunk.dynamicImports ?? [])]) filesOf(bundle, each, found)
  return found
}

/** Small files first, so that a line that breaks leaves the large ones for the next time: the map's library comes last. */
function inOrder(bundle: Readonly<Record<string, Made>>, name: string): string[] {
  const sizeOf = (file: string): number => (bundle[file]?.code ?? bundle[file]?.source ?? '').length
  return [...filesOf(bundle, name)].sort((a, b) => sizeOf(a) - sizeOf(b) || a.localeCompare(b))
}

/** Files of web/public that the field app shows or is installed by. */
const FIELD_FILES = ['/mark.svg', '/field/manifest.webmanifest', '/field/icon-192.png', '/field/icon-512.png']

/** After the pages, the field app's service worker: one file under a name that stays, which knows the files of this very build. */
const fieldWorker: Plugin = {
  name: 'field-worker',
  apply: 'build',
  async writeBundle({ dir }, output) {
    const bundle = output as unknown as Readonly<Record<string, Made>>
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

export default defineConfig({
  root: here('.'),
  publicDir: here('./public'),
  plugins: [react(), addresses, fieldWorker, compressedFiles],
  appType: 'mpa',
  server: { host: '127.0.0.1', proxy: Object.fromEntries(proxied.map((path) => [path, { target: api }])) },
  build: {
    outDir: here('../dist/web'),
    emptyOutDir: true,
    target: 'es2023',
    manifest: 'manifest.json',
    // Every chunk below this is as small as its library allows; the first load is measured by a test.
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      input: {
        console: here('./console/index.html'),
        screen: here('./screen/index.html'),
        field: here('./field/index.html'),
        portal: here('./portal/index.html'),
      },
      // Under its own name and apart from what is ours: it keeps it over releases, and who has it need not fetch it again.
      output: { codeSplitting: { groups: [{ name: 'maplibre', test: /node_modules\/maplibre-gl\// }] } },
    },
  },
})
