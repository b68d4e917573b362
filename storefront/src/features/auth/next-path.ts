/** Returns `next` if it is a path on this site, otherwise `fallback`. Prevents redirects to other sites. */
export const localPath = (next: unknown, fallback = "/account"): string => {
  if (typeof next !== "string" || !next.startsWith("/") || next.length > 500) return fallback
  try {
    const url = new URL(next, "http://own.invalid")
    if (url.origin !== "http://own.invalid") return fallback
    // Check the normalized path, because the browser follows that: "/.//x" becomes "//x", which is another host.
    const path = `${url.pathname}${url.search}${url.hash}`
    return path.startsWith("//") ? fallback : path
  } catch {
    // Not a valid URL, for example "//[".
    return fallback
  }
}
