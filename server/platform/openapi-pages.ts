import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { openApiDocument } from '#platform/openapi.ts'
import type { AnyRoute } from '#platform/route.ts'

/** The reading page runs its own scripts from this server and writes styles inline; it fetches nothing from elsewhere. */
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'"

/** The interface described: /openapi.json for programs, /docs for people. Both are public, as the source is. */
export async function addApiPages(
  app: FastifyInstance,
  { routes, version }: { routes: readonly AnyRoute[]; version: string },
): Promise<void> {
  const document = openApiDocument(routes, version)
  const text = JSON.stringify(document)
  app.get('/openapi.json', (_, reply) => reply.type('application/json; charset=utf-8').send(text))
  // The document is made from the route list above; the plugin's own types only know documents it made itself.
  await app.register(swagger, { mode: 'static', specification: { document: document as never } })
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    theme: { title: '网格 Wangge · 接口说明 API' },
    uiConfig: {
      // Without the bar that offers to read any other address: the page may read this server alone.
      layout: 'BaseLayout',
      docExpansion: 'list',
      displayRequestDuration: true,
      persistAuthorization: false,
      tryItOutEnabled: true,
      validatorUrl: null,
    },
    uiHooks: {
      onRequest: (_, reply, next) => {
        reply.header('content-security-policy', PAGE_POLICY)
        next()
      },
    },
  })
}
