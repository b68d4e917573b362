/** LIKE pattern for text that holds `part`, taken literally. */
export const containing = (part: string): string => `%${part.replace(/[\\%_]/g, "\\$&")}%`
