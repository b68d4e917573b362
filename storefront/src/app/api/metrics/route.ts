import { createHash, timingSafeEqual } from "node:crypto"
import { metricsToken } from "@/lib/env"
import { metricsText } from "@/lib/metrics"

const digest = (text: string): Buffer => createHash("sha256").update(text).digest()

/** Metrics of this process, for monitors with the token. */
export const GET = (request: Request): Response => {
  const token = metricsToken()
  if (token === undefined) return new Response(null, { status: 404 })
  const given = request.headers.get("authorization") ?? ""
  if (!timingSafeEqual(digest(given), digest(`Bearer ${token}`))) return new Response(null, { status: 401 })
  return new Response(metricsText(), {
    headers: { "content-type": "text/plain; version=0.0.4; charset=utf-8", "cache-control": "no-store" },
  })
}
