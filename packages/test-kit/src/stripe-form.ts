/** A value as Stripe reads it from a form: text, or a tree of text. Lists are written as `key[]` or `key[0]`. */
export type FormValue = string | FormValue[] | { [key: string]: FormValue }
export type Form = { [key: string]: FormValue }

const pathOf = (key: string): string[] => key.replace(/\]/g, "").split("[")

const isTree = (value: FormValue | undefined): value is Form => typeof value === "object" && !Array.isArray(value)

/** Trees whose keys are all numbers are lists. */
const withLists = (value: FormValue): FormValue => {
  if (!isTree(value)) return value
  const entries = Object.entries(value).map(([key, inner]) => [key, withLists(inner)] as const)
  const isList = entries.length > 0 && entries.every(([key]) => /^\d*$/.test(key))
  return isList ? entries.map(([, inner]) => inner) : Object.fromEntries(entries)
}

/** Reads `application/x-www-form-urlencoded` the way Stripe does: `metadata[session_id]=…&expand[0]=latest_charge`. */
export const parseForm = (text: string): Form => {
  const root: Form = {}
  for (const [key, value] of new URLSearchParams(text)) {
    const path = pathOf(key)
    let tree = root
    path.forEach((part, index) => {
      const name = part === "" && index > 0 ? String(Object.keys(tree).length) : part
      if (index === path.length - 1) tree[name] = value
      else {
        const inner = tree[name]
        const next: Form = isTree(inner) ? inner : {}
        tree[name] = next
        tree = next
      }
    })
  }
  return withLists(root) as Form
}

export const textIn = (form: Form, key: string): string | undefined => {
  const value = form[key]
  return typeof value === "string" && value !== "" ? value : undefined
}

export const treeIn = (form: Form, key: string): Record<string, string> => {
  const value = form[key]
  if (!isTree(value)) return {}
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => (typeof inner === "string" ? [[name, inner]] : []))
  )
}

export const listIn = (form: Form, key: string): string[] => {
  const value = form[key]
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : []
}
