import type { Db } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'
import type { SmallCity } from '#test/support/city.ts'
import type { Marks } from './marks.ts'
import { covers, may, type Someone } from './people.ts'

/** One component and one shopfront in each district, named by a word; the codes are the same in every city. */
export async function insertRegisters(db: Db, city: SmallCity, marks: Marks): Promise<void> {
  for (const at of ['1', '2']) {
    const [lon, lat] = city.middle(`${at}.1.1.1`)
    const gridCode = city.code(`${at}.1.1.1`)
    const word = (what: string): string =>
      marks.word(
        `${what} of district ${at}`,
        (someone) => someone.cityId === city.cityId && covers(someone, gridCode) && may(someone, 'register.read'),
      )
    const place = { cityId: city.cityId, gridCode, lon, lat }
    const component = {
      code: `BJ-${at}`,
      typeCode: 'C0104',
      name: word('the component'),
      state: 'intact' as const,
      dataSource: '',
      note: '',
    }
    const nothing = { supervisingUnitId: null, ownerUnitId: null, maintenanceUnitId: null, initialDate: null, changeDate: null }
    await db
      .insertInto('component')
      .values({ ...place, ...component, ...nothing })
      .execute()
    await db
      .insertInto('shopfront')
      .values({
        ...place,
        code: `SP-${at}`,
        name: word('the shopfront'),
        address: '路旁',
        duties: ['包卫生'],
        signedOn: null,
        state: 'open',
      })
      .execute()
  }
}

/** Somebody whose account reported as a resident: nobody reads the name but who keeps people of the district. */
export async function insertResident(db: Db, city: SmallCity, at: string, marks: Marks): Promise<string> {
  const id = newId()
  const reads = (someone: Someone, address: string): boolean =>
    someone.cityId === city.cityId &&
    may(someone, 'people.read') &&
    (address.startsWith('GET /api/people') || address.startsWith('PUT /api/people'))
  const name = `民${marks.word(`the resident who reported in district ${at}`, reads)}`
  await db
    .insertInto('person')
    .values({ cityId: city.cityId, id, name, login: null, passwordHash: null, locale: 'zh', createdAt: new Date() })
    .execute()
  return id
}

/** A district of the city by a name that only its own people, and whoever asks for public places, may read. */
export async function nameDistricts(db: Db, city: SmallCity, marks: Marks): Promise<void> {
  const isPublic = (address: string): boolean => address.startsWith('GET /api/portal/ground/') || address === 'GET /api/portal/places'
  const word = marks.word(`a place of ${city.cityId}`, (someone, address) => someone.cityId === city.cityId || isPublic(address))
  await db
    .updateTable('division')
    .set({ name: `某区${word}` })
    .where('cityId', '=', city.cityId)
    .where('code', '=', city.code('1'))
    .execute()
}
