import { randomUUID } from "node:crypto"

export const someEmail = (who: string) => `${who}-${randomUUID()}@example.com`

/** An answer without what differs between any two. */
export const bare = ({ status, body }: { status: number; body: unknown }) => {
  if (typeof body !== "object" || body === null) return { status, body }
  return { status, body: { ...body, request_id: null } }
}
