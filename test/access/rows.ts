import type { Row } from './expected.ts'
import { CASE_ROWS } from './rows-cases.ts'
import { CATALOGUE_ROWS } from './rows-catalogue.ts'
import { FIELD_ROWS } from './rows-field.ts'
import { MESSAGE_ROWS } from './rows-messages.ts'
import { ORGANISATION_ROWS } from './rows-organisation.ts'
import { PLATFORM_ROWS } from './rows-platform.ts'
import { PORTAL_ROWS } from './rows-portal.ts'

/** What everybody must be answered at every address: one row for each route that is served, no more and no fewer. */
export const ROWS: Readonly<Record<string, Row>> = {
  ...CASE_ROWS,
  ...ORGANISATION_ROWS,
  ...CATALOGUE_ROWS,
  ...MESSAGE_ROWS,
  ...PLATFORM_ROWS,
  ...PORTAL_ROWS,
  ...FIELD_ROWS,
}

/** Served for as long as somebody listens: asked by a test of its own (counts.test.ts). */
export const ENDLESS: readonly string[] = ['GET /api/stream']
