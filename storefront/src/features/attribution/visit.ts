/** A request of a visitor's browser, as the proxy or a route handler has it. */
export type Visit = { method: string; url: URL; headers: Headers }

// Chats and search engines look at a link when somebody shares it; nobody has followed it then.
const MACHINES = /bot\b|crawl|spider|preview|facebookexternalhit|whatsapp|slurp/i

/** True when a person opens a page: no form, no prefetch, no part of a page, no look of a machine. */
export const isPersonOpeningAPage = ({ method, headers }: Visit): boolean => {
  const fetched = headers.get("sec-fetch-dest") ?? "document"
  const purpose = `${headers.get("sec-purpose") ?? ""} ${headers.get("purpose") ?? ""}`
  return (
    method === "GET" &&
    fetched === "document" &&
    !/prefetch|preview/i.test(purpose) &&
    !headers.has("next-router-prefetch") &&
    !headers.has("rsc") &&
    !MACHINES.test(headers.get("user-agent") ?? "")
  )
}
