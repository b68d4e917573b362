import { timingSafeEqual } from "node:crypto"

import { commonErrors } from "@atrium/kernel"
import { env, metrics } from "@atrium/server"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

const sameSecret = (given: string, expected: string): boolean => {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** Prometheus text. Behind a token; without one configured only in demo, from this machine. */
export const GET = async (req: MedusaRequest, res: MedusaResponse) => {
  const { ATRIUM_METRICS_TOKEN: token, demo } = env()
  const given = req.headers.authorization?.replace(/^Bearer /, "") ?? ""
  const local = ["127.0.0.1", "::1", "::ffff:127.0.0.1"].includes(req.socket.remoteAddress ?? "")
  if (!(token ? sameSecret(given, token) : demo && local)) throw commonErrors.fail("unauthorized")
  const { registry } = metrics()
  res.setHeader("Content-Type", registry.contentType).send(await registry.metrics())
}
