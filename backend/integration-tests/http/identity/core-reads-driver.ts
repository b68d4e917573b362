import { randomUUID } from "node:crypto"

import { createApiKeysWorkflow, revokeApiKeysWorkflow } from "@medusajs/medusa/core-flows"
import type { Shop } from "@atrium/test-kit"

/** Makes accounts, staff and keys through core, as its own routes do. */
export const accountsOf = (shop: Shop) => {
  const { container } = shop
  const someEmail = (who: string) => `${who}-${randomUUID()}@example.com`
  const newKey = async (type: "secret" | "publishable"): Promise<{ id: string; token: string }> => {
    const { result } = await createApiKeysWorkflow(container()).run({
      input: { api_keys: [{ title: `Key ${randomUUID()}`, type, created_by: "somebody" }] },
    })
    return { id: String(result[0]?.id), token: String(result[0]?.token) }
  }
  const revoke = (id: string, inSeconds = 0) =>
    revokeApiKeysWorkflow(container()).run({
      input: { selector: { id }, revoke: { revoked_by: "somebody", ...(inSeconds ? { revoke_in: inSeconds } : {}) } },
    })
  return { someEmail, newKey, revoke }
}
