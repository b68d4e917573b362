/** Joins class names, leaving out what is false, null or undefined. */
export const cn = (...names: ReadonlyArray<string | false | null | undefined>): string =>
  names.filter(Boolean).join(" ")
