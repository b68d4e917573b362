const MAX_NAMES = 200

/** `+a`, `-a`, `*a`, ` a` (a plus sign in an address is a blank) and `a.*` all name `a`. */
const NAME = /^[+*-]?([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*?)(?:\.\*)?$/

const namesIn = (fields: unknown): string[] | undefined => {
  const parts: unknown[] = Array.isArray(fields) ? fields : [fields]
  const texts = parts.filter((part) => typeof part === "string")
  return texts.length === parts.length ? texts.join(",").split(",") : undefined
}

/**
 * Names in the `fields` of a query that are not to be asked for. Core removes what it does not know and lets through whole
 * relations; here every name is in the list of its resource, also one to be left out: beside a plain name, core takes
 * `-a` for a wish.
 */
export const fieldsNotOpen = (fields: unknown, open: ReadonlySet<string>): string[] => {
  if (fields === undefined) return []
  const names = namesIn(fields)
  if (!names || names.length > MAX_NAMES) return ["fields"]
  return names.flatMap((written) => {
    const name = written.trim()
    if (name === "") return []
    return open.has(NAME.exec(name)?.[1] ?? "") ? [] : [name.slice(0, 100)]
  })
}
