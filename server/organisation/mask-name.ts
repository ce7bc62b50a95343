/** A person's name for readers without `people.read`: the first character stays (张**), whatever the length, which would say something too. */
export const maskName = (name: string): string => `${[...name][0] ?? ''}**`
