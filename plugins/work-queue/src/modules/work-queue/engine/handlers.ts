import { createRegistry } from "@atrium/kernel"
import type { MedusaContainer } from "@medusajs/framework/types"

import type { WorkKind } from "../../../contracts"
import type { ClaimedItem } from "./claim"

/** What a handler knows beside its payload. */
export type WorkContext = {
  readonly container: MedusaContainer
  /** The item's whole key, `<kind>:<key>`. */
  readonly key: string
  /** 1 for the first attempt. */
  readonly attempt: number
  readonly requestId?: string
  /** Aborted when the attempt's time is over or another process has taken the item: stop what is still under way. */
  readonly signal: AbortSignal
}

export type WorkHandler<P> = (payload: P, context: WorkContext) => Promise<void>

type Readable = { readonly ok: true; run(context: WorkContext): Promise<void> } | { readonly ok: false; reason: string }

export type RegisteredHandler = {
  readonly timeoutSeconds: number
  /** Checks version and payload; the handler runs only on what its kind's schema accepts. */
  read(item: Pick<ClaimedItem, "version" | "payload">): Readable
}

const DEFAULT_TIMEOUT_SECONDS = 60

const handlers = createRegistry<RegisteredHandler>("work-queue.handlers")

/**
 * Says what is done with items of a kind. Call it where it runs on import: in `src/workflows/register-work.ts`,
 * imported by `src/workflows/index.ts`, which Medusa loads before any worker starts.
 */
export const registerWorkHandler = <P>(
  kind: WorkKind<P>,
  handler: WorkHandler<P>,
  options: { timeoutSeconds?: number } = {}
): void =>
  handlers.register(kind.kind, {
    timeoutSeconds: options.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS,
    read: ({ version, payload }) => {
      if (version > kind.version)
        return { ok: false, reason: `Payload version ${version} is newer than this release reads (${kind.version})` }
      const parsed = kind.payload.safeParse(payload)
      if (!parsed.success) {
        const fields = parsed.error.issues.map((issue) => issue.path.map(String).join(".") || "payload")
        return { ok: false, reason: `Payload of version ${version} cannot be read: ${[...new Set(fields)].join(", ")}` }
      }
      return { ok: true, run: (context) => handler(parsed.data, context) }
    },
  })

export const handlerOf = (kind: string): RegisteredHandler | undefined => handlers.get(kind)
