import "server-only"

/**
 * What this process counts for monitors: failures in the background, which visitors don't see because the storefront
 * continues without, and the backend's reports of changes.
 */
const METRICS = [
  { name: "atrium_errors_total", label: "category", values: ["page_cache_redis", "page_not_rendered"] },
  { name: "atrium_revalidations_total", label: "outcome", values: ["cleared", "refused"] },
] as const
type Counted = (typeof METRICS)[number]["values"][number]

// On globalThis, because Next bundles this module more than once.
const SLOT = Symbol.for("atrium.storefront.metrics")
const holder = globalThis as typeof globalThis & { [SLOT]?: Map<Counted, number> }
const counts = (): Map<Counted, number> => (holder[SLOT] ??= new Map())

export const count = (value: Counted): void => void counts().set(value, (counts().get(value) ?? 0) + 1)

/** The counters since the start of the process, as Prometheus text. */
export const metricsText = (): string =>
  METRICS.flatMap(({ name, label, values }) => [
    `# TYPE ${name} counter`,
    ...values.map((value) => `${name}{${label}="${value}"} ${counts().get(value) ?? 0}`),
    "",
  ]).join("\n")
