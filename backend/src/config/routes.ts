import { defineRouteTable } from "@atrium/kernel"
import { staffErrors } from "@atrium/staff-access/contracts"
import { z } from "zod"

import { privateFileKey } from "./private-files"

export const MoveClock = z
  .strictObject({
    now: z.iso.datetime({ error: "Enter an ISO 8601 date and time in UTC" }).optional(),
    advance_seconds: z.number().int().min(-31_536_000).max(315_360_000).optional(),
  })
  .refine((body) => (body.now === undefined) !== (body.advance_seconds === undefined), {
    error: "Enter either now or advance_seconds",
  })
export type MoveClock = z.infer<typeof MoveClock>

const check = z.enum(["ok", "failed", "not_configured"])

/** Routes of the application itself, for operation and documentation. */
export const backendRoutes = defineRouteTable("backend", {
  "GET /ready": {
    actor: "anyone",
    owner: null,
    summary: "Whether this process can serve: Postgres, migrations, Redis where configured",
    response: Object.fromEntries(
      [200, 503].map((status) => [
        status,
        z.object({
          status: z.enum(["ready", "not_ready"]),
          checks: z.object({ postgres: check, migrations: check, redis: check }),
        }),
      ])
    ),
    errors: [],
    rateLimit: "webhook",
  },
  "GET /metrics": {
    actor: "operator",
    owner: null,
    summary: "Prometheus metrics of this process",
    response: { 200: z.string() },
    errors: [],
    rateLimit: "webhook",
  },
  "GET /openapi.json": {
    actor: "anyone",
    owner: null,
    summary: "The OpenAPI 3.1 document of every route of ours",
    response: { 200: z.looseObject({ openapi: z.literal("3.1.0") }) },
    errors: [],
    rateLimit: "browse",
  },
  "POST /admin/demo/clock": {
    actor: "staff",
    owner: null,
    summary: "Moves business time; in demo mode only",
    body: MoveClock,
    response: { 200: z.object({ now: z.iso.datetime() }) },
    errors: [],
    rateLimit: "admin",
  },
  "GET /admin/private-files/:key": {
    actor: "staff",
    owner: null,
    summary: "Download an export or import of orders, products or stock, within a day after it was made",
    params: z.strictObject({ key: privateFileKey }),
    response: { 200: z.string() },
    errors: staffErrors.codes("permission_required"),
    rateLimit: "admin",
    // The required permission depends on the file's contents (`privateFileOf`).
    permission: "profile",
  },
})
