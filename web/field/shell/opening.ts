/** What runs before the app is here: a file of its own without any other (web/vite.config.ts), there long before the rest of it on a slow line. */

let asked: Promise<Response> | null = fetch('/api/session', { credentials: 'same-origin' })
asked.catch(() => {})

/** The answer to who is signed in, asked while the app was on its way; once, null afterwards. */
export function takeFirst(): Promise<Response> | null {
  const taken = asked
  asked = null
  return taken
}

let isHere = false
/** The app itself has come and takes over. */
export function appIsHere(): void {
  isHere = true
}

// By then every file has come or failed. Should the app not have come, the page itself says so: nothing else is there to say it.
window.addEventListener('load', () => {
  if (isHere) return
  for (const part of document.querySelectorAll('#root > .notice')) part.toggleAttribute('hidden', part.role === 'status')
})
