/** What makes a type's code. */
export interface CodeParts {
  readonly kind: 'component' | 'event'
  readonly classCode: string
  readonly itemCode: string
}

/** What a type's code must be: C or E for its kind, then class and item, two digits each (GB/T 30428.2). */
export const codeOf = ({ kind, classCode, itemCode }: CodeParts): string => `${kind === 'component' ? 'C' : 'E'}${classCode}${itemCode}`
