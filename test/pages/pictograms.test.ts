import { expect, test } from 'vitest'
import { readTopics } from '#portal/read-data.ts'
import { PICTOGRAMS } from '#web/portal/parts/pictograms.ts'

test('every everyday topic has its picture, and no picture is left over', () => {
  expect(Object.keys(PICTOGRAMS).toSorted()).toEqual([...new Set(readTopics().map(({ pictogram }) => pictogram))].toSorted())
})
