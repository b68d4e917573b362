import { timingSafeEqual } from "node:crypto"
import type { IncomingMessage } from "node:http"

import { commonErrors } from "@atrium/kernel"
import { env, metrics } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import { readiness } from "./readiness"

/** A response for monitors, sent by servers through routes and by workers without them. */
export type OperatorAnswer = { status: number; type: string; body: string }

const sameSecret = (given: string, expected: string): boolean => {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** Ready means that Postgres answers, all migrations have run and Redis, if configured, answers. Core's `/health` only shows that the process runs. */
export const readyAnswer = async (container: MedusaContainer): Promise<OperatorAnswer> => {
  const checks = await readiness(container)
  const ready = Object.values(checks).every((state) => state !== "failed")
  const body = JSON.stringify({ status: ready ? "ready" : "not_ready", checks })
  return { status: ready ? 200 : 503, type: "application/json; charset=utf-8", body }
}

/**
 * Metrics as Prometheus text. Requires the token; if none is configured, only in demo mode from this machine. Throws `unauthorized`.
 */
export const metricsAnswer = async (request: IncomingMessage): Promise<OperatorAnswer> => {
  const { ATRIUM_METRICS_TOKEN: token, demo } = env()
  const given = request.headers.authorization?.replace(/^Bearer /, "") ?? ""
  const local = ["127.0.0.1", "::1", "::ffff:127.0.0.1"].includes(request.socket.remoteAddress ?? "")
  if (!(token ? sameSecret(given, token) : demo && local)) throw commonErrors.fail("unauthorized")
  const { registry } = metrics()
  return { status: 200, type: registry.contentType, body: await registry.metrics() }
}
