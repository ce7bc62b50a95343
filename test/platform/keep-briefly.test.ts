import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { keepBriefly } from '#platform/keep-briefly.ts'

const at = (ms: number): Date => new Date(1_000_000 + ms)

describe('answers kept briefly', () => {
  test('are made once for all who ask meanwhile, and kept for the time said', async () => {
    const shared = keepBriefly<number>(300, () => true)
    let made = 0
    const dear = async (): Promise<number> => {
      await sleep(20)
      return ++made
    }
    expect(await Promise.all([shared('a', at(0), dear), shared('a', at(5), dear), shared('b', at(0), dear)])).toEqual([1, 1, 2])
    expect(await shared('a', at(300), dear)).toBe(1)
    expect(await shared('a', at(301), dear)).toBe(3)
    expect(await shared('a', at(299), dear)).toBe(4)
  })

  test('are made anew when they were not dear, or went wrong', async () => {
    const shared = keepBriefly<number>(300, () => false)
    let made = 0
    const cheap = async (): Promise<number> => ++made
    const broken = async (): Promise<number> => {
      throw new Error('not now')
    }
    expect([await shared('a', at(0), cheap), await shared('a', at(0), cheap)]).toEqual([1, 2])
    await expect(shared('b', at(0), broken)).rejects.toThrow('not now')
    expect(await shared('b', at(0), cheap)).toBe(3)
  })
})
