import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** While developing, pages come from here and everything else from the server named by WANGGE_API. */
const api = process.env.WANGGE_API ?? 'http://127.0.0.1:4180'
const proxied = ['/api', '/docs', '/openapi.json', '/healthz', '/metrics']

/** The same addresses as the server's (server/platform/web-pages.ts): wall and residents have their own page, the console every other. */
const addresses: Plugin = {
  name: 'addresses',
  configureServer: ({ middlewares }) => {
    middlewares.use((request, _, next) => {
      const path = request.url ?? '/'
      const known = proxied.some((each) => path.startsWith(each))
      if (!known && request.headers.accept?.includes('text/html'))
        request.url = `/${/^\/(screen|portal)(?=[/?]|$)/.exec(path)?.[1] ?? 'console'}/index.html`
      next()
    })
  },
}

export default defineConfig({
  root: here('.'),
  publicDir: here('./public'),
  plugins: [react(), addresses],
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
      input: { console: here('./console/index.html'), screen: here('./screen/index.html'), portal: here('./portal/index.html') },
    },
  },
})
