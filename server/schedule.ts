import { beginFigures } from '#cases/keep-figures.ts'
import { listCityIds } from '#cases/queries-sweep.ts'
import { forgetContacts, sweepCases } from '#cases/sweep-cases.ts'
import { forgetNotices } from '#cases/tell-of-case.ts'
import { closePatrols, forgetPatrols } from '#field/forget-patrols.ts'
import { forgetUploads } from '#field/forget-uploads.ts'
import { deleteOldAttempts } from '#identity/queries-attempts.ts'
import { deleteEndedSessions } from '#identity/queries-sessions.ts'
import { forgetMessages } from '#messages/forget-messages.ts'
import type { Outlets } from '#messages/outlets.ts'
import { sendMessages } from '#messages/send-messages.ts'
import { writeDigests } from '#messages/write-digests.ts'
import { sealAudit } from '#platform/audit-seal.ts'
import type { Task } from '#platform/jobs.ts'
import { deleteProcessed } from '#platform/queries-outbox.ts'
import { sweepFiles } from '#platform/sweep-files.ts'
import { forgetPortal } from '#portal/forget.ts'
import { hidesType } from '#portal/open-portal.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** How long a notice is kept, read or not. */
const NOTICES_KEPT = 90 * DAY

const before = (at: Date, ms: number): Date => new Date(at.getTime() - ms)

/** Time → task, for the whole product. Times are UTC. */
export const schedule: readonly Task[] = [
  { name: 'cases.sweep', cron: '* * * * *', run: ({ db, at }) => sweepCases(db, at) },
  { name: 'cases.begin-figures', cron: '* * * * *', run: ({ db, at }) => beginFigures(db, at) },
  { name: 'cases.forget-contacts', cron: '23 18 * * *', run: ({ db, at }) => forgetContacts(db, at) },
  { name: 'cases.forget-notices', cron: '29 18 * * *', run: ({ db, at }) => forgetNotices(db, before(at, NOTICES_KEPT)) },
  { name: 'portal.forget', cron: '37 18 * * *', run: ({ db, at }) => forgetPortal(db, at) },
  { name: 'messages.forget', cron: '31 18 * * *', run: ({ db, at }) => forgetMessages(db, at) },
  { name: 'field.close-patrols', cron: '*/5 * * * *', run: ({ db, at }) => closePatrols(db, at) },
  { name: 'field.forget-patrols', cron: '37 18 * * *', run: ({ db, at }) => forgetPatrols(db, at) },
  { name: 'field.forget-uploads', cron: '19 * * * *', run: ({ db, files, at }) => forgetUploads(db, files, at) },
  { name: 'sessions.remove-ended', cron: '7 * * * *', run: ({ db, at }) => deleteEndedSessions(db, at) },
  { name: 'sessions.forget-failures', cron: '11 * * * *', run: ({ db, at }) => deleteOldAttempts(db, before(at, DAY)) },
  { name: 'audit.seal', cron: '*/5 * * * *', run: ({ db, at }) => sealAudit(db, at) },
  { name: 'outbox.remove-processed', cron: '17 * * * *', run: ({ db, at }) => deleteProcessed(db, before(at, DAY)) },
  // Longer than any upload takes.
  {
    name: 'files.sweep',
    cron: '41 19 * * *',
    run: async ({ db, files, at }) => sweepFiles(db, files, await listCityIds(db), before(at, DAY)),
  },
]

/** The whole schedule of a server that has ways out for messages. */
export const scheduleWith = (outlets: Outlets): readonly Task[] => [
  ...schedule,
  { name: 'messages.digest', cron: '* * * * *', run: ({ db, at }) => writeDigests(db, outlets.on, hidesType, at) },
  { name: 'messages.send', cron: '* * * * *', run: ({ db, at, log }) => sendMessages({ db, outlets, log }, at) },
]
