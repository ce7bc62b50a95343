import { expect, test } from 'vitest'
import { closeUnit } from '#cases/close-unit.ts'
import { closePost } from '#organisation/close-post.ts'
import { findUnit } from '#organisation/queries-units.ts'
import { withRollback } from '#test/support/database.ts'
import { beginStory, plainCity } from './drive.ts'

const on = '2026-03-02'

test('a unit is closed when no open case, no post and no unit below it is left, and the refusal says how many', async () => {
  await withRollback(async (tx) => {
    const city = await plainCity(tx)
    const story = await (await beginStory(tx, { city })).upTo('handling')
    const administrator = story.as('administrator')
    const water = city.unit('1-water').id
    const close = () => closeUnit(tx, administrator, water, on)
    await expect(close()).rejects.toMatchObject({ code: 'organisation.still_in_use', details: { openCases: 1, posts: 1, units: 0 } })
    await story.upTo('closed')
    await expect(close()).rejects.toMatchObject({ details: { openCases: 0, posts: 1 } })
    const { postId } = city.person('1-water.handler')
    await tx.updateTable('appointment').set({ validTo: on }).where('cityId', '=', city.cityId).where('postId', '=', postId).execute()
    await closePost(tx, administrator, postId, on)
    expect(await close()).toMatchObject({ id: water, validTo: on })
    expect(await findUnit(tx, city.cityId, water)).toMatchObject({ validTo: on })
    await expect(closeUnit(tx, administrator, city.unit('water').id, on)).rejects.toMatchObject({ details: { posts: 1, units: 1 } })
    await expect(closeUnit(tx, administrator, city.unit('1-parks').id, '2099-01-01')).rejects.toMatchObject({
      code: 'organisation.wrong_day',
    })
  })
})
