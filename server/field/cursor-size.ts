/** Tasks told at once; whoever has more works on the most urgent. */
export const MOST_TASKS = 200
/** Bytes of each task in a cursor: 16 of the id, 4 of the version. */
export const ENTRY = 20
/** Bytes of the post it is for. */
export const OWNER = 16
/** Characters of the longest cursor there is. */
export const LONGEST_CURSOR = Math.ceil(((OWNER + MOST_TASKS * ENTRY) * 4) / 3)
