import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

export interface Metrics {
  readonly registry: Registry
  readonly httpDuration: Histogram<'method' | 'route' | 'status'>
  readonly outboxDone: Counter<'topic'>
  readonly outboxFailed: Counter<'topic'>
  readonly jobRuns: Counter<'job' | 'outcome'>
  readonly jobDuration: Histogram<'job'>
  /** Adds a gauge that is read when it is asked for; a reading that fails leaves the gauge out. */
  gauge(name: string, help: string, read: () => number | Promise<number>): void
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

function addGauge(registry: Registry, name: string, help: string, read: () => number | Promise<number>): void {
  const gauge: Gauge = new Gauge({
    name,
    help,
    registers: [registry],
    async collect() {
      try {
        gauge.set(await read())
      } catch {
        gauge.reset()
      }
    },
  })
}

/** The figures of one server, in a registry of its own. Nothing in them names a person, a case or a city. */
export function makeMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    httpDuration: new Histogram({
      name: 'wangge_http_request_duration_seconds',
      help: 'Time to answer a request, by route',
      labelNames: ['method', 'route', 'status'],
      buckets: SECONDS,
      registers,
    }),
    outboxDone: new Counter({ name: 'wangge_outbox_processed_total', help: 'Events handed on', labelNames: ['topic'], registers }),
    outboxFailed: new Counter({ name: 'wangge_outbox_failed_total', help: 'Attempts that failed', labelNames: ['topic'], registers }),
    jobRuns: new Counter({ name: 'wangge_job_runs_total', help: 'Scheduled tasks run', labelNames: ['job', 'outcome'], registers }),
    jobDuration: new Histogram({
      name: 'wangge_job_duration_seconds',
      help: 'Time a scheduled task took',
      labelNames: ['job'],
      buckets: SECONDS,
      registers,
    }),
    gauge: (name, help, read) => addGauge(registry, name, help, read),
  }
}
