/** The steps this page itself took, so that it does not tell its reader of them as news. */
const own = new Set<string>()
const keyOf = (id: string, version: number): string => `${id} ${version}`

export const rememberOwn = (id: string, version: number): void => {
  own.add(keyOf(id, version))
}
export const isOwn = (id: string, version: number): boolean => own.has(keyOf(id, version))
