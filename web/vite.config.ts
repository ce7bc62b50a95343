import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** While developing, pages come from here and everything else from the server named by WANGGE_API. */
const api = process.env.WANGGE_API ?? 'http://127.0.0.1:4180'
const proxied = ['/api', '/docs', '/openapi.json', '/healthz', '/metrics']

export default defineConfig({
  root: here('.'),
  publicDir: here('./public'),
  plugins: [react()],
  server: { host: '127.0.0.1', proxy: Object.fromEntries(proxied.map((path) => [path, { target: api }])) },
  build: {
    outDir: here('../dist/web'),
    emptyOutDir: true,
    target: 'es2023',
    manifest: 'manifest.json',
    // Every chunk below this is as small as its library allows; the first load is measured by a test.
    chunkSizeWarningLimit: 1500,
    rolldownOptions: { input: { console: here('./console/index.html'), screen: here('./screen/index.html') } },
  },
})
