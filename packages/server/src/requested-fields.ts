const MAX_NAMES = 200

/** `+a`, `-a`, `*a`, ` a` (a plus sign in a URL is a space) and `a.*` all mean `a`. */
const NAME = /^[+*-]?([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*?)(?:\.\*)?$/

const namesIn = (fields: unknown): string[] | undefined => {
  const parts: unknown[] = Array.isArray(fields) ? fields : [fields]
  const texts = parts.filter((part) => typeof part === "string")
  return texts.length === parts.length ? texts.join(",").split(",") : undefined
}

/**
 * Names in the `fields` parameter that may not be requested. Core ignores unknown names and returns whole relations;
 * here every name must be in the list of its resource. That includes names to omit: beside a plain name, core treats
 * `-a` as a request for `a`.
 */
export const disallowedFields = (fields: unknown, open: ReadonlySet<string>): string[] => {
  if (fields === undefined) return []
  const names = namesIn(fields)
  if (!names || names.length > MAX_NAMES) return ["fields"]
  return names.flatMap((written) => {
    const name = written.trim()
    if (name === "") return []
    return open.has(NAME.exec(name)?.[1] ?? "") ? [] : [name.slice(0, 100)]
  })
}
