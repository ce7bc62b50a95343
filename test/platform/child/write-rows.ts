import { sql } from 'kysely'
import { openDatabase } from '#platform/db.ts'

/** Writes one row after another into the directory named on the command line and prints each number once its commit is acknowledged. */
const { db } = await openDatabase({ dataDir: process.argv[2] })
await sql`create table written (number int primary key, filler text not null)`.execute(db)
for (let number = 1; ; number++) {
  await sql`insert into written values (${number}, repeat('x', 2000))`.execute(db)
  process.stdout.write(`${number}\n`)
}
