import { type Logger, pino } from 'pino'
import type { Log } from '#platform/db.ts'

export type { Logger }

/** Structured log: one JSON object per line on standard output. Never give it names, logins, texts of cases or request bodies. */
export const makeLogger = (level: string): Logger =>
  pino({
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { error: pino.stdSerializers.err, err: pino.stdSerializers.err },
  })

/** The logger as the database layer takes it. */
export const databaseLog =
  (logger: Logger): Log =>
  (level, message, fields) =>
    logger[level](fields, message)
