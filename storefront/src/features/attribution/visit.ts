/** The parts of an incoming request that decide whether it is a visit. */
export type Visit = { method: string; url: URL; headers: Headers }

// Chat apps and search engines fetch a shared link without anyone having followed it.
const BOTS = /bot\b|crawl|spider|preview|facebookexternalhit|whatsapp|slurp/i

/** Whether a person opened a page, as opposed to a form submission, a prefetch, a server component request or a bot. */
export const isPageVisit = ({ method, headers }: Visit): boolean => {
  const fetched = headers.get("sec-fetch-dest") ?? "document"
  const purpose = `${headers.get("sec-purpose") ?? ""} ${headers.get("purpose") ?? ""}`
  return (
    method === "GET" &&
    fetched === "document" &&
    !/prefetch|preview/i.test(purpose) &&
    !headers.has("next-router-prefetch") &&
    !headers.has("rsc") &&
    !BOTS.test(headers.get("user-agent") ?? "")
  )
}
