/** Splits a full name: the last word is the last name; a single word is the first name. */
export const nameParts = (fullName: string): { first_name: string; last_name?: string } => {
  const words = fullName.split(/\s+/)
  const last = words.length > 1 ? words.at(-1) : undefined
  return { first_name: words.slice(0, last ? -1 : undefined).join(" "), ...(last ? { last_name: last } : {}) }
}
