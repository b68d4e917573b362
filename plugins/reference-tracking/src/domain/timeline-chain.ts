import { createHash } from "node:crypto"

/** What of an event the chain vouches for. The id is random, so that a hash does not give the content away. */
export type ChainedContent = {
  readonly id: string
  readonly type: string
  readonly status: string | null
  readonly visibility: "public" | "internal"
  readonly occurredAt: Date
  readonly note: string | null
}

const sha256 = (input: string | Buffer): string => createHash("sha256").update(input).digest("hex")

/** Where a subject's chain starts: bound to its number, so that two chains cannot be exchanged. */
export const chainStart = (referenceNumber: string): string => sha256(referenceNumber)

/** Hash of one event alone. Public events can be checked against it; internal ones show it and nothing else. */
export const contentHash = (content: ChainedContent): string =>
  sha256(
    JSON.stringify([
      content.id,
      content.type,
      content.status,
      content.visibility,
      content.occurredAt.toISOString(),
      content.note,
    ])
  )

/** The next link: SHA-256 over the bytes of the previous link and of the event's content hash. SQL does the same. */
export const nextLink = (previous: string, content: string): string =>
  sha256(Buffer.concat([Buffer.from(previous, "hex"), Buffer.from(content, "hex")]))
