import { makeOutlets } from '#messages/outlets.ts'
import { sendMessages } from '#messages/send-messages.ts'
import { openDatabase } from '#platform/db.ts'
import { SECRETS } from '#test/support/http.ts'
import { configOf } from '../arrange.ts'

/** Sends what is due in one city to a mail server: database, mail server, city, moment. Whoever started it may kill it in the middle. */
const [databaseUrl = '', mailUrl = '', cityId = '', at = ''] = process.argv.slice(2)
const { db, close } = await openDatabase({ databaseUrl })
const outlets = makeOutlets(configOf({ url: mailUrl }, null), SECRETS)
await sendMessages({ db, outlets }, new Date(at), cityId)
outlets.close()
await close()
