import { routes as affiliateCommissions } from "@atrium/affiliate-commissions/contracts"
import { routes as audit } from "@atrium/audit/contracts"
import { routes as identity } from "@atrium/identity/contracts"
import { routes as ledger } from "@atrium/ledger/contracts"
import { routes as notifications } from "@atrium/notifications/contracts"
import { routes as payments } from "@atrium/payments/contracts"
import { routes as providerAssignment } from "@atrium/provider-assignment/contracts"
import { routes as referenceTracking } from "@atrium/reference-tracking/contracts"
import { routes as serviceProvisioning } from "@atrium/service-provisioning/contracts"
import { routes as staffAccess } from "@atrium/staff-access/contracts"
import { routes as workQueue } from "@atrium/work-queue/contracts"
import { defineRoutes, type RouteTable } from "@atrium/kernel"
import { z } from "zod"

import { privateFileKey } from "./private-files"

export const MoveClock = z
  .strictObject({
    now: z.iso.datetime({ error: "Use an ISO-8601 date and time in UTC" }).optional(),
    advance_seconds: z.number().int().min(-31_536_000).max(315_360_000).optional(),
  })
  .refine((body) => (body.now === undefined) !== (body.advance_seconds === undefined), {
    error: "Give either now or advance_seconds",
  })
export type MoveClock = z.infer<typeof MoveClock>

const check = z.enum(["ok", "failed", "not_configured"])

/** Routes of the application itself: running it, and what describes it. */
export const backendRoutes = defineRoutes("backend", [
  {
    method: "GET",
    path: "/ready",
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
  {
    method: "GET",
    path: "/metrics",
    actor: "operator",
    owner: null,
    summary: "Prometheus metrics of this process",
    response: { 200: z.string() },
    errors: [],
    rateLimit: "webhook",
  },
  {
    method: "GET",
    path: "/openapi.json",
    actor: "anyone",
    owner: null,
    summary: "The OpenAPI 3.1 document of every route of ours",
    response: { 200: z.looseObject({ openapi: z.literal("3.1.0") }) },
    errors: [],
    rateLimit: "browse",
  },
  {
    method: "POST",
    path: "/admin/demo/clock",
    actor: "staff",
    owner: null,
    summary: "Moves business time; in demo mode only",
    body: MoveClock,
    response: { 200: z.object({ now: z.iso.datetime() }) },
    errors: [],
    rateLimit: "admin",
  },
  {
    method: "GET",
    path: "/admin/private-files/:key",
    actor: "staff",
    owner: null,
    summary: "Download an export or import of orders, products or stock, within a day after it was made",
    params: z.strictObject({ key: privateFileKey }),
    response: { 200: z.string() },
    errors: ["permission_required"],
    rateLimit: "admin",
    // Which permission it takes depends on what is in the file (`privateFileOf`).
    permission: "profile",
  },
])

/** Every route table of the application, lowest floor first. */
export const routeTables: readonly RouteTable[] = [
  backendRoutes,
  workQueue,
  notifications,
  identity,
  referenceTracking,
  ledger,
  audit,
  payments,
  serviceProvisioning,
  providerAssignment,
  affiliateCommissions,
  staffAccess,
]
