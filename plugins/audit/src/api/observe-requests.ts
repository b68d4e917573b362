import { currentContext, env } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"
import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { auditErrors, type AuditEntryInput, type AuditOutcome, type AuditParty } from "../contracts"
import {
  changedFields,
  idInAnswer,
  partsOf,
  readOf,
  rowsInAnswer,
  type Verb,
  verbOf,
  withNamedId,
} from "../domain/describe-request"
import { fingerprintWith } from "../domain/chain"
import { maskPhonesInQuery } from "../domain/phone-numbers"
import { seenRecently } from "../domain/seen-recently"
import { type AuditedResource, auditedResource, auditActions } from "../extension-points"
import { recordAudit } from "../tx"
import { recordInBackground } from "../tx/record-in-background"
import { actorLabel } from "../use-cases/actor-label"

auditActions.addAll("audit", [{ name: "access.refused", sentence: "Was denied access", category: "security" }])

type Authenticated = MedusaRequest & { auth_context?: { actor_type?: string; actor_id?: string } }

/** A request that is being recorded. */
type Observed = {
  readonly method: string
  readonly path: string
  readonly resource: AuditedResource
  readonly verb: Verb
  readonly id: string | null
  /** Read when the request arrives: its context may be gone when the response is sent. */
  readonly address: string | null
  readonly requestId: string | null
}

const WRITES = new Set(["POST", "PUT", "PATCH", "DELETE"])

const describe = (req: MedusaRequest): Observed => {
  const path = req.originalUrl.split("?")[0] ?? "/"
  const found = partsOf(path)
  const resource = auditedResource(found.resource)
  const parts = resource.named ? withNamedId(found) : found
  const context = currentContext()
  return {
    method: req.method,
    path,
    resource,
    verb: verbOf(req.method, parts),
    id: parts.id,
    address: context?.address ?? null,
    requestId: context?.requestId ?? null,
  }
}

const actorIn = (req: Authenticated): { type: string; id: string } | undefined => {
  const { actor_type: type, actor_id: id } = req.auth_context ?? {}
  return type && id ? { type, id } : undefined
}

const named = async (req: Authenticated): Promise<AuditParty | undefined> => {
  const actor = actorIn(req)
  return actor && { ...actor, label: await actorLabel(req.scope, actor.type, actor.id) }
}

/** Core's Admin routes are not in our route tables, so nothing else has set the actor in the request's context. */
const rememberActor = (actor: AuditParty | undefined): void => {
  const context = currentContext()
  if (!context || !actor?.id) return
  context.actorType = actor.type
  context.actorId = actor.id
  if (actor.label) context.actorLabel = actor.label
}

/** Captures the JSON body of the response. */
const captureResponseBody = (res: MedusaResponse): (() => unknown) => {
  let body: unknown
  const json = res.json.bind(res)
  res.json = (sent) => {
    body = sent
    return json(sent)
  }
  return () => body
}

const outcomeOf = (status: number): AuditOutcome => {
  if (status < 400) return "succeeded"
  return status === 401 || status === 403 ? "refused" : "failed"
}

const factsOf = async (container: MedusaContainer, resource: AuditedResource, id: string | null): Promise<unknown> =>
  // A missing record has no fields to compare; a failed read must not fail the request.
  id && resource.read ? resource.read(container, id).catch(() => undefined) : undefined

const routeOf = (req: MedusaRequest, { method, path }: Observed): Record<string, unknown> => {
  const route: unknown = req.route
  const pattern = typeof route === "object" && route !== null && "path" in route ? route.path : undefined
  return { method, route: typeof pattern === "string" ? pattern : path, ...(path === pattern ? {} : { path }) }
}

const actionOf = ({ resource, verb }: Observed, outcome: AuditOutcome): string =>
  outcome === "refused" ? "access.refused" : `${resource.noun}.${verb}`

const common = (observed: Observed, actor: AuditParty, id: string | null): AuditEntryInput => ({
  action: `${observed.resource.noun}.${observed.verb}`,
  actor,
  address: observed.address,
  request_id: observed.requestId,
  target: { type: observed.resource.noun, id },
})

/** Records a write after it has finished; writes to a guarded resource also before they begin. */
const observeWrite = async (req: Authenticated, res: MedusaResponse): Promise<void> => {
  const observed = describe(req)
  const { resource } = observed
  const knex = req.scope.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const logger = req.scope.resolve(ContainerRegistrationKeys.LOGGER)
  const early = await named(req)
  rememberActor(early)
  const before = early && (await factsOf(req.scope, resource, observed.id))
  if (early && resource.guarded) {
    const entry = common(observed, early, observed.id)
    try {
      await recordAudit(knex, { ...entry, outcome: "started", details: routeOf(req, observed) })
    } catch (error) {
      throw auditErrors.fail("audit_unavailable", { cause: error })
    }
  }
  const answer = captureResponseBody(res)
  const sent: unknown = req.body
  res.once("close", () => {
    const outcome = outcomeOf(res.statusCode)
    const finish = async (): Promise<AuditEntryInput> => {
      const actor = early ?? (await named(req)) ?? { type: "guest", id: null }
      const id = observed.id ?? (outcome === "succeeded" ? idInAnswer(answer()) : null)
      const after = outcome === "succeeded" && observed.verb !== "deleted" && (await factsOf(req.scope, resource, id))
      return {
        ...common(observed, actor, id),
        action: actionOf(observed, outcome),
        outcome,
        ...(outcome === "succeeded" ? changedFields(before, after || undefined) : {}),
        details: {
          ...routeOf(req, observed),
          status: res.statusCode,
          ...(res.writableFinished ? {} : { answer: "not received" }),
          ...(sent && typeof sent === "object" && Object.keys(sent).length > 0 ? { sent } : {}),
        },
      }
    }
    // Requests without a credential are recorded only when they succeeded.
    if (outcome === "succeeded" || early || actorIn(req)) recordInBackground(knex, logger, finish())
  })
}

/** The query as it is stored. Staff search for people by their phone number as often as by their address. */
const searchedIn = (req: MedusaRequest): unknown =>
  maskPhonesInQuery(req.query, fingerprintWith(env().ATRIUM_AUDIT_SECRET))

/** Records reads of personal data and every denial, without delaying the response. */
const observeRead = (req: Authenticated, res: MedusaResponse): void => {
  const observed = describe(req)
  const { personal } = observed.resource
  const answer = personal ? captureResponseBody(res) : () => undefined
  res.once("close", () => {
    const outcome = outcomeOf(res.statusCode)
    const actor = actorIn(req)
    if (!actor || outcome === "failed" || (outcome === "succeeded" && !personal)) return
    if (outcome === "succeeded" && seenRecently(`${actor.type} ${actor.id} ${readOf(req.originalUrl)}`, Date.now()))
      return
    const query = Object.keys(req.query).length > 0 ? { query: searchedIn(req) } : {}
    const entry = named(req).then((named) => ({
      ...common(observed, named ?? actor, observed.id),
      action: actionOf(observed, outcome),
      outcome,
      details: {
        ...routeOf(req, observed),
        status: res.statusCode,
        ...(outcome === "succeeded" ? { rows: rowsInAnswer(answer()) } : {}),
        ...query,
      },
    }))
    recordInBackground(
      req.scope.resolve(ContainerRegistrationKeys.PG_CONNECTION),
      req.scope.resolve(ContainerRegistrationKeys.LOGGER),
      entry
    )
  })
}

/** Records writes and reads under `/admin` and `/provider`, on our routes and core's. */
export const observeRequests = async (
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> => {
  if (WRITES.has(req.method)) await observeWrite(req, res)
  else if (req.method === "GET") observeRead(req, res)
  next()
}
