import { AsyncLocalStorage } from "node:async_hooks"
import { randomUUID } from "node:crypto"

/** What all log lines, work items and the response of one request share. */
export type RequestContext = {
  readonly requestId: string
  /**
   * The cause recorded on work that this code enqueues: the call's id, or the key of the current work item. Unlike a
   * request id, which may come from the client, it is unique.
   */
  readonly cause?: string
  /** The client's IP address, as Express determines it behind one proxy; absent outside HTTP. */
  readonly address?: string
  actorType?: string
  actorId?: string
  /** A readable name of the actor where known: a staff user's email address, an API key's title. */
  actorLabel?: string
}

// On globalThis: source and build copies of this module must share one store.
const SLOT = Symbol.for("atrium.server.request-context")
const holder = globalThis as typeof globalThis & { [SLOT]?: AsyncLocalStorage<RequestContext> }
const storage = (holder[SLOT] ??= new AsyncLocalStorage<RequestContext>())

const ACCEPTED = /^[A-Za-z0-9_-]{8,64}$/

/** The client's request id if it is a plain token, otherwise a new one. */
export const requestIdFrom = (header: unknown): string =>
  typeof header === "string" && ACCEPTED.test(header) ? header : `req_${randomUUID().replaceAll("-", "")}`

/** A new id for a call, recorded as the cause of the work it enqueues. */
export const newCallId = (): string => `call_${randomUUID().replaceAll("-", "")}`

export const runInContext = <T>(context: RequestContext, job: () => T): T => storage.run(context, job)

/** Makes `context` the current one for the rest of this asynchronous flow. */
export const enterContext = (context: RequestContext): void => storage.enterWith(context)

export const currentContext = (): RequestContext | undefined => storage.getStore()

/** The id of the request this code runs for, or undefined outside one. */
export const currentRequestId = (): string | undefined => storage.getStore()?.requestId

/** The cause recorded on work enqueued now; undefined outside a request or work item. */
export const currentCause = (): string | undefined => storage.getStore()?.cause

/** Runs `job` with `cause` as the cause of the work that it and the subscribers it triggers enqueue. */
export const runCausedBy = <T>(cause: string, job: () => T): T =>
  storage.run({ ...(storage.getStore() ?? { requestId: requestIdFrom(undefined) }), cause }, job)
