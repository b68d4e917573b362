/** Where a request went, in words that identify neither a person nor a thing: for logs and metrics. */
type Routed = { route?: { path?: unknown } | undefined }

/** Words of routes: lower case letters in groups, as every fixed part of a path is written and hardly any id. */
const WORD = /^[a-z]+(?:[-_.][a-z]+)*$/

// Ids are credentials here and there (a purchase's, a cart's, an invitation's), and a path may be anything at all.
const masked = (path: string): string =>
  path
    .split("/")
    .map((part) => (part === "" || (part.length <= 32 && WORD.test(part)) ? part : ":id"))
    .join("/")

/** The pattern of the route that answered (`/store/carts/:id`), else the path with everything masked that is no word. */
export const publicPath = (request: object, path: string): string => {
  const pattern = (request as Routed).route?.path
  return typeof pattern === "string" && pattern.startsWith("/") && !pattern.includes("*") ? pattern : masked(path)
}

const AREAS = new Set(["admin", "app", "auth", "hooks", "provider", "sandbox-gateway", "static", "store"])

/**
 * The label of a request in metrics: the first two parts of the route that answered. Requests that no route answered
 * share one label for each area, so that a stranger cannot make new series.
 */
export const areaOf = (request: object, path: string): string => {
  const pattern = (request as Routed).route?.path
  if (typeof pattern === "string" && pattern.startsWith("/"))
    return `/${pattern.split("/").slice(1, 3).join("/")}`.replace(/[^a-z/_:-]/g, "").slice(0, 40)
  const [, first = ""] = path.split("/")
  return AREAS.has(first) || ["health", "ready", "metrics"].includes(first) ? `/${first}` : "/other"
}
