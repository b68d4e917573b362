/** Joins class names, skipping false, null and undefined. */
export const cn = (...names: ReadonlyArray<string | false | null | undefined>): string =>
  names.filter(Boolean).join(" ")
