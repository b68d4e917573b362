import { commonErrors } from "@atrium/kernel"
import type { AuthenticatedMedusaRequest, MedusaRequest } from "@medusajs/framework/http"
import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "zod"

import type { ChangePassword } from "../contracts"
import { changeOwnPassword } from "../use-cases/change-own-password"
import { keepThisSignIn } from "./renewed-token"

const Context = z.looseObject({
  auth_identity_id: z.string().min(1),
  actor_type: z.string(),
  actor_id: z.string().min(1),
})

export type SignedIn = {
  readonly identityId: string
  readonly actorType: string
  readonly actorId: string
  readonly req: AuthenticatedMedusaRequest
}

/**
 * The person who makes this request.
 * @throws unauthorized for anyone who is not signed in, and for API keys, which have no password
 */
export const signedInOf = (req: MedusaRequest): SignedIn => {
  const authenticated = req as AuthenticatedMedusaRequest
  const parsed = Context.safeParse(authenticated.auth_context)
  if (!parsed.success) throw commonErrors.fail("unauthorized")
  const { auth_identity_id: identityId, actor_type: actorType, actor_id: actorId } = parsed.data
  return { identityId, actorType, actorId, req: authenticated }
}

/** Changes the password of the person who asks; the same for accounts of every type. */
export const answerPasswordChange = async ({
  body,
  scope,
  req,
}: {
  body: z.output<typeof ChangePassword>
  scope: MedusaContainer
  req: MedusaRequest
}) => {
  const { identityId, actorType, actorId, req: authenticated } = signedInOf(req)
  const epoch = await changeOwnPassword(scope, {
    identityId,
    actorType,
    actorId,
    currentPassword: body.current_password,
    password: body.password,
  })
  return { token: await keepThisSignIn(authenticated, epoch) }
}
