import { defineExtensionPoint } from "@atrium/kernel"
import type { MedusaContainer } from "@medusajs/framework/types"

import { type WorkKind, workKinds } from "./contracts"

export { LONGEST_POSTPONED_HOURS, WorkFailure, WorkParked, WorkPostponed } from "./domain/failure"

/** What a handler receives besides its payload. */
export type WorkContext = {
  readonly container: MedusaContainer
  /** The item's full key, `<kind>:<key>`. */
  readonly key: string
  /** 1 for the first attempt. */
  readonly attempt: number
  /** False once the item has been postponed for so long that `WorkPostponed` counts as a failure. */
  readonly mayPostpone: boolean
  readonly requestId?: string
  /** Aborted when the attempt times out or another process has taken over the item. */
  readonly signal: AbortSignal
}

export type WorkHandler<P> = (payload: P, context: WorkContext) => Promise<void>

type Readable = { readonly ok: true; run(context: WorkContext): Promise<void> } | { readonly ok: false; reason: string }

/** How items of a kind are performed; created by `workHandler`. */
export type HandledKind = {
  readonly kind: string
  readonly timeoutSeconds: number
  /** Checks version and payload; the handler runs only on payloads that its kind's schema accepts. */
  read(item: { readonly version: number; readonly payload: unknown }): Readable
}

const DEFAULT_TIMEOUT_SECONDS = 60

/**
 * Handlers of work kinds. A plugin adds its handlers in `src/work.ts`, which its `workflows/index.ts` imports: Medusa
 * loads that before any worker starts. `{ replaces: "<owner>" }` replaces another plugin's handler.
 */
export const workHandlers = defineExtensionPoint<HandledKind>({ name: "work-queue.handlers", key: ({ kind }) => kind })

/**
 * @example
 * workHandlers.add("billing", workHandler(SEND_INVOICE, ({ invoice_id }, { container }) => sendInvoice(container, invoice_id)))
 */
export const workHandler = <P>(
  kind: WorkKind<P>,
  perform: WorkHandler<P>,
  { timeoutSeconds = DEFAULT_TIMEOUT_SECONDS }: { timeoutSeconds?: number } = {}
): HandledKind => ({
  kind: kind.kind,
  timeoutSeconds,
  read: ({ version, payload }) => {
    if (version > kind.version)
      return { ok: false, reason: `Payload version ${version} is newer than this release reads (${kind.version})` }
    const parsed = kind.payload.safeParse(payload)
    if (!parsed.success) {
      const fields = parsed.error.issues.map((issue) => issue.path.map(String).join(".") || "payload")
      return { ok: false, reason: `Payload of version ${version} is invalid: ${[...new Set(fields)].join(", ")}` }
    }
    return { ok: true, run: (context) => perform(parsed.data, context) }
  },
})

/** Defined kinds without a handler, whose items would be dead. */
export const unhandledKinds = (): string[] =>
  workKinds
    .all()
    .map(({ kind }) => kind)
    .filter((kind) => !workHandlers.get(kind))

/** A figure for staff, shown at the top of the Operations page. */
export type ReportRow = {
  /** `<plugin>.<figure>`, for example `payments.open-disputes`. */
  readonly name: string
  /** What is counted: "Open disputes". */
  readonly label: string
  /** Path of the page in Admin that shows what is counted. */
  readonly page?: string
  /** Reads the figure. Use one indexed statement: the page reads it every few seconds. */
  read(container: MedusaContainer): Promise<{
    readonly value: number
    readonly needs_attention: boolean
    /** Since when, where that helps: "Emails waiting for the mail server: 12, since 30 Nov, 07:46". */
    readonly since?: Date | null
  }>
}

/** Figures that answer "Is anything wrong?", beside the state of background work. */
export const reportRows = defineExtensionPoint<ReportRow>({ name: "work-queue.report-rows", key: ({ name }) => name })
