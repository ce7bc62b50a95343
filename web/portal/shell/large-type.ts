import { useLayoutEffect } from 'react'
import { deviceStore } from './device-store.ts'

const store = deviceStore('wangge.portal.large', (stored) => stored === true)

/** Whether this device shows large type, high contrast and one thing at a time, and how to change it. */
export const useLargeType = (): readonly [boolean, (large: boolean) => void] => [store.useValue(), store.write]

/** Puts it on the page. */
export function useLargeRoot(large: boolean): void {
  useLayoutEffect(() => {
    const { dataset } = document.documentElement
    if (large) dataset.large = ''
    else delete dataset.large
  }, [large])
}
