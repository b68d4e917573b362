import { commonErrors } from "@atrium/kernel"
import type {
  AuthenticatedMedusaRequest,
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import { admitProvider, endProviderSignIns } from "../workflows/provider-sign-in/admit-provider"

const issuedAt = (context: object): number | undefined =>
  "iat" in context && typeof context.iat === "number" ? context.iat : undefined

/** Refuses providers who are suspended, gone, or signed in before their password was changed. */
export const activeProvidersOnly = async (
  req: AuthenticatedMedusaRequest,
  _res: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> => {
  try {
    await admitProvider(req.scope, { id: req.auth_context.actor_id, issuedAt: issuedAt(req.auth_context) })
    next()
  } catch (refusal) {
    next(refusal)
  }
}

/**
 * Providers sign in; they never renew. Core renews any token of an identity with whatever the identity is linked to
 * meanwhile: whoever registered a stranger's mailbox before the stranger is invited would become that provider.
 */
export const noRenewalForProviders = (req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void => {
  const { auth_context: context } = req as MedusaRequest & { auth_context?: { actor_type?: string } }
  next(context?.actor_type === "provider" ? commonErrors.fail("unauthorized") : undefined)
}

/** There is no way to become a provider but an invitation. */
export const byInvitationOnly = (_req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void =>
  next(commonErrors.fail("forbidden"))

/**
 * Ends the sign-ins of a provider whose password is being changed by a mailed link. Core has checked the link's token
 * by now and put its mailbox here.
 */
export const passwordChangeEndsSignIns = async (
  req: AuthenticatedMedusaRequest,
  _res: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> => {
  try {
    const mailbox = (req as Partial<AuthenticatedMedusaRequest>).auth_context?.actor_id
    if (mailbox) await endProviderSignIns(req.scope, mailbox)
    next()
  } catch (failure) {
    next(failure)
  }
}
