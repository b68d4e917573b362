import type { MedusaContainer } from "@medusajs/framework/types"

import { readFacts } from "./core-resources"

const LABELS = new Map([
  ["user", { read: readFacts("user", ["email"]), field: "email" }],
  ["api-key", { read: readFacts("api_key", ["title"]), field: "title" }],
  ["provider", { read: readFacts("provider", ["name"]), field: "name" }],
])

const KEPT_MS = 60_000
const MAX_ENTRIES = 1000
// This cache saves one statement per request. A stale label does no harm: entries contain the actor's id too.
const cache = new Map<string, { label: string | null; until: number }>()

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null

/** Display name of an actor: a user's email address, an API key's title, a provider's name. */
export const actorLabel = async (container: MedusaContainer, type: string, id: string): Promise<string | null> => {
  const source = LABELS.get(type)
  if (!source) return null
  const key = `${type} ${id}`
  const known = cache.get(key)
  if (known && known.until > Date.now()) return known.label
  const facts = await source.read(container, id).catch(() => undefined)
  const value = isObject(facts) ? facts[source.field] : undefined
  const label = typeof value === "string" ? value : null
  if (cache.size >= MAX_ENTRIES) cache.clear()
  cache.set(key, { label, until: Date.now() + KEPT_MS })
  return label
}
