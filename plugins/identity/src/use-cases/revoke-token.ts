import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { insertRevokedToken } from "../data/revoked-tokens"
import { clearAuthorizations } from "./authorize-credential"

const YEAR_MS = 365 * 24 * 3_600_000

/** Revokes one token in all processes; other sign-ins of the identity stay valid. */
export const revokeToken = async (
  container: MedusaContainer,
  tokenHash: string,
  expiresAtSeconds: number | null
): Promise<void> => {
  const expiresAt = expiresAtSeconds === null ? new Date(Date.now() + YEAR_MS) : new Date(expiresAtSeconds * 1000)
  await insertRevokedToken(container.resolve(ContainerRegistrationKeys.PG_CONNECTION), tokenHash, expiresAt)
  clearAuthorizations()
}
