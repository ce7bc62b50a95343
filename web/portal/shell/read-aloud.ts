import type { Language } from '#web/shared/language/language.ts'

export const canSpeak = (): boolean => 'speechSynthesis' in window

/** Stops whatever is being read. */
export function quiet(): void {
  if (canSpeak()) window.speechSynthesis.cancel()
}

/** A voice of the device itself: one that lives elsewhere would be sent what stands on the screen. */
const voiceFor = (language: Language): SpeechSynthesisVoice | undefined =>
  window.speechSynthesis.getVoices().find((voice) => voice.localService && voice.lang.toLowerCase().startsWith(language))

/** Voices may be listed only a moment after the first question. */
async function findVoice(language: Language): Promise<SpeechSynthesisVoice | undefined> {
  const known = voiceFor(language)
  if (known) return known
  await new Promise((resolve) => {
    window.speechSynthesis.addEventListener('voiceschanged', resolve, { once: true })
    setTimeout(resolve, 800)
  })
  return voiceFor(language)
}

/** Reads lines one after the other, each its own breath; tells when it has ended. False where the device has no voice for the language. */
export async function speak(lines: readonly string[], language: Language, onEnd: () => void): Promise<boolean> {
  quiet()
  const voice = await findVoice(language)
  if (!voice) return false
  const spoken = lines.map((line) => {
    const utterance = new SpeechSynthesisUtterance(line)
    utterance.voice = voice
    utterance.lang = voice.lang
    utterance.rate = 0.9
    return utterance
  })
  spoken.at(-1)?.addEventListener('end', onEnd)
  for (const each of spoken) each.addEventListener('error', onEnd)
  for (const each of spoken) window.speechSynthesis.speak(each)
  return true
}

/** What the screen says, line by line, as it is seen: what is hidden is not read. */
export const linesOf = (element: HTMLElement): string[] =>
  // biome-ignore lint/performance/useDomNodeTextContent: only what is drawn has lines
  element.innerText
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
