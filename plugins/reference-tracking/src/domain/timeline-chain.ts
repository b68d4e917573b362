import { createHash } from "node:crypto"

/** The content of an event that the chain protects. The id is random, so that a hash does not reveal the content. */
export type ChainedContent = {
  readonly id: string
  readonly type: string
  readonly status: string | null
  readonly visibility: "public" | "internal"
  readonly occurredAt: Date
  readonly note: string | null
}

const sha256 = (input: string | Buffer): string => createHash("sha256").update(input).digest("hex")

/** The start of a subject's chain, derived from its number, so that two chains cannot be swapped. */
export const chainStart = (referenceNumber: string): string => sha256(referenceNumber)

/** Hash of one event. Public events can be verified with it; of internal events only the hash is shown. */
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

/** The next link: SHA-256 over the bytes of the previous link and of the event's content hash. The SQL in tx/ computes the same. */
export const nextLink = (previous: string, content: string): string =>
  sha256(Buffer.concat([Buffer.from(previous, "hex"), Buffer.from(content, "hex")]))
