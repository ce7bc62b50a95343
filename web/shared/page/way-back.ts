/** Kept with an entry of the history that was opened from a page of ours: there is a page of ours before it. */
export const FROM_HERE = { inside: true } as const

const isFromHere = (state: unknown): boolean => typeof state === 'object' && state !== null && 'inside' in state

/** To the page before this one; `otherwise` is for whoever came straight here. */
export function goBack(otherwise: () => void): void {
  if (isFromHere(window.history.state)) window.history.back()
  else otherwise()
}
