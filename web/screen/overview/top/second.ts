const SECOND = 1000

/** The second that runs, in whole ms. */
export const thisSecond = (): number => Math.floor(Date.now() / SECOND) * SECOND

/** Tells at the beginning of each second, as near as a timer comes. */
export function subscribeSecond(tell: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>
  const next = (): void => {
    timer = setTimeout(
      () => {
        tell()
        next()
      },
      SECOND - (Date.now() % SECOND) + 5,
    )
  }
  next()
  return () => clearTimeout(timer)
}
