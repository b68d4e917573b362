/** Where to go after signing in: a path of this shop, or the account. Other people's addresses are not followed. */
export const ownPath = (next: unknown, fallback = "/account"): string => {
  if (typeof next !== "string" || !next.startsWith("/") || next.length > 500) return fallback
  try {
    const url = new URL(next, "http://own.invalid")
    if (url.origin !== "http://own.invalid") return fallback
    // Without ".." and the like: what is checked is what is followed. "/.//x" normalises to "//x", another host.
    const path = `${url.pathname}${url.search}${url.hash}`
    return path.startsWith("//") ? fallback : path
  } catch {
    // "//[": not an address at all.
    return fallback
  }
}
