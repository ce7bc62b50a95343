/** The wall is a page of its own that sends its visitors here; nothing but the wall is gone to. */
export function wallAddress(): string | null {
  const next = new URLSearchParams(window.location.search).get('next') ?? ''
  return /^\/screen(\?|$)/.test(next) ? next : null
}
