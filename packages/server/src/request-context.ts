import { AsyncLocalStorage } from "node:async_hooks"
import { randomUUID } from "node:crypto"

/** What every log line, work item and answer of one request has in common. */
export type RequestContext = {
  readonly requestId: string
  /**
   * What is named as the cause of the work that this code enqueues: the call's own id, or the key of the work item that
   * runs. Unlike a request id, which may come from the client, no two calls share it.
   */
  readonly cause?: string
  /** The client's, as Express counts it behind one proxy; absent outside of HTTP. */
  readonly address?: string
  actorType?: string
  actorId?: string
  /** What people call the actor, where it is known: a staff user's email address, an API key's title. */
  actorLabel?: string
}

// On globalThis: source and build copies of this module must share one store.
const SLOT = Symbol.for("atrium.server.request-context")
const holder = globalThis as typeof globalThis & { [SLOT]?: AsyncLocalStorage<RequestContext> }
const storage = (holder[SLOT] ??= new AsyncLocalStorage<RequestContext>())

const ACCEPTED = /^[A-Za-z0-9_-]{8,64}$/

/** A request id from outside if it is a plain token, else a new one. */
export const requestIdFrom = (header: unknown): string =>
  typeof header === "string" && ACCEPTED.test(header) ? header : `req_${randomUUID().replaceAll("-", "")}`

/** A new id for a call, to be the cause of what it enqueues. */
export const newCallId = (): string => `call_${randomUUID().replaceAll("-", "")}`

export const runInContext = <T>(context: RequestContext, job: () => T): T => storage.run(context, job)

/** Makes `context` the current one for the rest of this asynchronous flow. */
export const enterContext = (context: RequestContext): void => storage.enterWith(context)

export const currentContext = (): RequestContext | undefined => storage.getStore()

/** The id of the request this code runs for, or undefined outside one. */
export const currentRequestId = (): string | undefined => storage.getStore()?.requestId

/** What the code that runs now is named as when it enqueues work; undefined outside a request and a work item. */
export const currentCause = (): string | undefined => storage.getStore()?.cause

/** Runs `job` so that `cause` is named as the cause of what it enqueues, and is seen by the subscribers it sets off here. */
export const runCausedBy = <T>(cause: string, job: () => T): T =>
  storage.run({ ...(storage.getStore() ?? { requestId: requestIdFrom(undefined) }), cause }, job)
