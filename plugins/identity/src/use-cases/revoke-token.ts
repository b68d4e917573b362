import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { keepRevokedToken } from "../data/revoked-tokens"
import { forgetAdmissions } from "./admit"

const YEAR_MS = 365 * 24 * 3_600_000

/** Ends one token, in all processes; the other sign-ins of its identity go on. */
export const revokeToken = async (
  container: MedusaContainer,
  tokenHash: string,
  expiresAtSeconds: number | null
): Promise<void> => {
  const expiresAt = expiresAtSeconds === null ? new Date(Date.now() + YEAR_MS) : new Date(expiresAtSeconds * 1000)
  await keepRevokedToken(container.resolve(ContainerRegistrationKeys.PG_CONNECTION), tokenHash, expiresAt)
  forgetAdmissions()
}
