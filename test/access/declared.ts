import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { openApiDocument } from '#platform/openapi.ts'
import type { AnyRoute } from '#platform/route.ts'

const Document = z.object({ paths: z.record(z.string(), z.record(z.string(), z.object({ responses: z.record(z.string(), z.unknown()) }))) })
const read = new WeakMap<FastifyInstance, z.output<typeof Document>>()

function documentOf(app: FastifyInstance): z.output<typeof Document> {
  const known = read.get(app)
  if (known) return known
  const document = Document.parse(openApiDocument(app.servedRoutes, 'test'))
  read.set(app, document)
  return document
}

/** The statuses the description of the interface names for a route. */
export function declaredStatuses(app: FastifyInstance, { method, path }: AnyRoute): number[] {
  const operation = documentOf(app).paths[path.replaceAll(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()]
  return Object.keys(operation?.responses ?? {}).map(Number)
}
