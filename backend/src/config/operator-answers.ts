import { timingSafeEqual } from "node:crypto"
import type { IncomingMessage } from "node:http"

import { commonErrors } from "@atrium/kernel"
import { env, metrics } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import { readiness } from "./readiness"

/** What monitors see, from servers through their routes and from workers, which have none. */
export type OperatorAnswer = { status: number; type: string; body: string }

const sameSecret = (given: string, expected: string): boolean => {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** Alive is `/health` (core's); ready is: Postgres answers, every table is there, Redis answers where configured. */
export const readyAnswer = async (container: MedusaContainer): Promise<OperatorAnswer> => {
  const checks = await readiness(container)
  const ready = Object.values(checks).every((state) => state !== "failed")
  const body = JSON.stringify({ status: ready ? "ready" : "not_ready", checks })
  return { status: ready ? 200 : 503, type: "application/json; charset=utf-8", body }
}

/**
 * Prometheus text. Behind a token; without one configured only in demo, from this machine. Throws `unauthorized`.
 */
export const metricsAnswer = async (request: IncomingMessage): Promise<OperatorAnswer> => {
  const { ATRIUM_METRICS_TOKEN: token, demo } = env()
  const given = request.headers.authorization?.replace(/^Bearer /, "") ?? ""
  const local = ["127.0.0.1", "::1", "::ffff:127.0.0.1"].includes(request.socket.remoteAddress ?? "")
  if (!(token ? sameSecret(given, token) : demo && local)) throw commonErrors.fail("unauthorized")
  const { registry } = metrics()
  return { status: 200, type: registry.contentType, body: await registry.metrics() }
}
