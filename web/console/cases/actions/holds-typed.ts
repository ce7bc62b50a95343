/** Whether a name holds what was typed, whatever the case of its letters. */
export const holdsTyped = (text: string, typed: string): boolean => text.toLowerCase().includes(typed.trim().toLowerCase())
