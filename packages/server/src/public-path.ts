/** The path of a request for logs and metrics, without anything that identifies a person or a resource. */
type Routed = { route?: { path?: unknown } | undefined }

/** Fixed path segments: words of lower case letters, which ids hardly ever look like. */
const WORD = /^[a-z]+(?:[-_.][a-z]+)*$/

// Some ids are credentials (a purchase's, a cart's, an invitation's), and a client can request any path.
const masked = (path: string): string =>
  path
    .split("/")
    .map((part) => (part === "" || (part.length <= 32 && WORD.test(part)) ? part : ":id"))
    .join("/")

/** The pattern of the matched route (`/store/carts/:id`), otherwise the path with every segment masked that is not a word. */
export const publicPath = (request: object, path: string): string => {
  const pattern = (request as Routed).route?.path
  return typeof pattern === "string" && pattern.startsWith("/") && !pattern.includes("*") ? pattern : masked(path)
}

const AREAS = new Set(["admin", "app", "auth", "hooks", "provider", "sandbox-gateway", "static", "store"])

/**
 * The label of a request in metrics: the first two segments of the matched route. Requests that match no route share one
 * label per area, so that clients cannot create new series.
 */
export const areaOf = (request: object, path: string): string => {
  const pattern = (request as Routed).route?.path
  if (typeof pattern === "string" && pattern.startsWith("/"))
    return `/${pattern.split("/").slice(1, 3).join("/")}`.replace(/[^a-z/_:-]/g, "").slice(0, 40)
  const [, first = ""] = path.split("/")
  return AREAS.has(first) || ["health", "ready", "metrics"].includes(first) ? `/${first}` : "/other"
}
