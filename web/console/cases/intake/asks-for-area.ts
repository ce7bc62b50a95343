/** Whether a filing condition is told by how large an area is; the catalogue says it in its words and nowhere else. */
export const asksForArea = (filing: string): boolean => /面积|平方|㎡|m²|公顷|亩/.test(filing)
