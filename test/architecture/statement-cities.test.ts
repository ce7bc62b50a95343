import { existsSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { CITIES_TOGETHER } from './cities-together.ts'
import { cityFaults, parserReady } from './statement-cities.ts'

beforeAll(parserReady)

const tables = { tenant: new Set(['unit', 'post', 'person', 'city']), others: new Set(['session', 'nation_type']) }
const HELD = 'select 1 from unit u where u.city_id = $1'

describe('a statement is held to one city', () => {
  it.each([
    ['by a parameter', HELD],
    ['by a constant and a cast', `select from unit where city_id = '530100'::text and true`],
    ['by the join', 'select from unit u join post p on p.city_id = u.city_id and p.unit_id = u.id where u.city_id = $1'],
    ['by a list of one', 'select from unit where city_id in ($1)'],
    [
      'by a chain of joins',
      'select from unit u, post p, person q where p.city_id = u.city_id and q.city_id = p.city_id and q.city_id = $1',
    ],
    ['by USING', 'select from unit join post using (city_id, id) where unit.city_id = $1'],
    ['by rows compared', 'select from unit u join post p on (p.city_id, p.unit_id) = (u.city_id, u.id) where u.city_id = $1'],
    ['on the optional side of an outer join', 'select from unit u left join post p on p.city_id = u.city_id where u.city_id = $1'],
    ['in EXISTS', `${HELD} and not exists (select from post p where p.city_id = u.city_id and p.unit_id = u.id)`],
    [
      'in LATERAL',
      'select from unit u cross join lateral (select 1 from post p where p.city_id = u.city_id limit 1) x where u.city_id = $1',
    ],
    ['in a value', 'select (select count(*) from post p where p.city_id = u.city_id) from unit u where u.city_id = $1'],
    ['in IN', 'select from post where (city_id, unit_id) in (select city_id, id from unit where city_id = $1)'],
    ['through WITH', 'with u as (select * from unit where city_id = $1) select from u join post p on p.city_id = u.city_id'],
    ['through values', 'select from unit u join (values ($1::text, 1)) as v(city, n) on u.city_id = v.city'],
    ['through a union', 'select from post p join (select city_id from unit where city_id = $1 union all select $2) x using (city_id)'],
    [
      'through recursion',
      'with recursive up as (select city_id, id, parent_id from unit where city_id = $1 union all select u.city_id, u.id, u.parent_id from unit u join up on u.city_id = up.city_id and u.id = up.parent_id) select from up',
    ],
    ['when it writes', 'update unit set name = $1 from post p where p.city_id = unit.city_id and unit.city_id = $2'],
    ['when it deletes', 'delete from post using unit where unit.city_id = $1 and post.city_id = unit.city_id'],
    [
      'when it inserts',
      'insert into unit (id, city_id) values ($1, $2), ($3, $4) on conflict (city_id, id) do update set id = excluded.id',
    ],
    ['when it inserts what it read', 'insert into post (city_id, id) select u.city_id, $1 from unit u where u.city_id = $2'],
    [
      'when what was written is read',
      'with n as (insert into unit (city_id) values ($1) returning city_id) select from n join post p on p.city_id = n.city_id',
    ],
    ['when there is no tenant in it', 'select 1 from session s, nation_type t where s.post_id = $1'],
    ['when it is about no rows', 'savepoint event; set local statement_timeout = 0'],
  ])('%s', (_how, sql) => {
    expect(cityFaults(sql, tables)).toEqual([])
  })
})

describe('a statement is not held to one city, or is not for several machines', () => {
  it.each([
    ['without a condition', 'select from unit', 'unit is not held to one city'],
    ['by an OR', 'select from unit where city_id = $1 or true', 'unit is not held to one city'],
    ['by another column', 'select from unit where id = $1', 'unit is not held to one city'],
    ['by a list', 'select from unit where city_id = any($1)', 'unit is not held to one city'],
    ['by several values', 'select from unit where city_id in ($1, $2)', 'unit is not held to one city'],
    ['by a difference', 'select from unit where city_id <> $1', 'unit is not held to one city'],
    [
      'by a join on the id alone',
      'select from unit u join post p on p.unit_id = u.id where u.city_id = $1',
      'post (as p) is not held to one city',
    ],
    [
      'by the other side of an outer join',
      'select from unit u left join post p on p.city_id = u.city_id and p.city_id = $1',
      'unit (as u) is not held to one city',
    ],
    ['in EXISTS', `${HELD} and exists (select from post p where p.unit_id = u.id)`, 'post (as p) is not held to one city'],
    [
      'by what an EXISTS says inside',
      'select from unit u where not exists (select from post p where p.city_id = $1 and p.city_id = u.city_id)',
      'unit (as u) is not held to one city',
    ],
    [
      'in LATERAL',
      'select from unit u, lateral (select from post p where p.unit_id = u.id limit 1) x where u.city_id = $1',
      'post (as p) is not held to one city',
    ],
    [
      'by a filter around it',
      'select from (select city_id, count(*) from unit group by city_id) x where x.city_id = $1',
      'unit is not held to one city',
    ],
    ['in one branch of a union', 'select from unit where city_id = $1 union all select from post', 'post is not held to one city'],
    [
      'in the step of a recursion',
      'with recursive up as (select city_id, id from unit where city_id = $1 union all select u.city_id, u.id from unit u join up on u.parent_id = up.id) select from up',
      'unit (as u) is not held to one city',
    ],
    [
      'through a local table',
      'select from session s join person p on p.city_id = s.city_id where s.token_hash = $1',
      'person (as p) is not held to one city',
    ],
    ['when it writes', 'update unit set name = $1', 'unit is not held to one city'],
    ['when it moves a row', 'update unit set city_id = $1 where city_id = $2', 'an update moves a row of unit to another city'],
    [
      'when a conflict moves a row',
      'insert into unit (city_id) values ($1) on conflict (city_id) do update set city_id = $2',
      'an update moves a row of unit to another city',
    ],
    ['when it deletes', 'delete from post using unit where unit.city_id = $1', 'post is not held to one city'],
    ['when it inserts none', 'insert into unit (id) values ($1)', 'an insert into unit gives no city'],
    [
      'when it inserts what it read of all',
      'insert into post (city_id) select s.city_id from session s',
      'an insert into post gives no city',
    ],
    [
      'when it merges',
      'merge into unit using session s on true when matched then do nothing',
      'MERGE is not used: it does not run on several machines',
    ],
  ])('%s', (_how, sql, fault) => {
    expect(cityFaults(sql, tables)).toEqual([fault])
  })

  it('and what PostgreSQL cannot read is never passed over', () => {
    expect(() => cityFaults('selct from unit', tables)).toThrow('syntax error')
  })
})

it('has no exception for a file that is gone', () => {
  const paths = Object.keys(CITIES_TOGETHER).map((excuse) => excuse.slice(0, excuse.indexOf('#')))
  expect(paths.filter((path) => !existsSync(new URL(`../../${path}`, import.meta.url)))).toEqual([])
})
