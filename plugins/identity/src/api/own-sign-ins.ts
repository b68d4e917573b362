import type { MedusaRequest } from "@medusajs/framework/http"
import type { MedusaContainer } from "@medusajs/framework/types"

import { credentialOf } from "../domain/credential"
import { endOtherSignIns, endOwnSignIn } from "../use-cases/end-own-sign-in"
import { listSignIns } from "../use-cases/list-sign-ins"
import { noteSignIn } from "../use-cases/note-sign-in"
import { bearerOf, sessionOf } from "./credentials"
import { signedInOf } from "./own-account"
import { keepThisSignIn } from "./renewed-token"

type Call = { readonly scope: MedusaContainer; readonly req: MedusaRequest }

/** Where the person who asks is signed in; the same for accounts of every type. */
export const answerSignIns = async ({ scope, req }: Call) => {
  const { identityId } = signedInOf(req)
  const sent = bearerOf(req) ?? sessionOf(req)
  const credential = credentialOf(sent?.claims)
  const tokenHash = sent?.tokenHash ?? null
  // The list always has the sign-in that asks for it.
  if (credential) await noteSignIn(scope, { credential, tokenHash, userAgent: req.headers["user-agent"] })
  return { sign_ins: await listSignIns(scope, { identityId, tokenHash }) }
}

/** Signs out one sign-in of the person who asks. */
export const answerEndSignIn = async ({ params, scope, req }: Call & { readonly params: { readonly id: string } }) => {
  await endOwnSignIn(scope, signedInOf(req), params.id)
  return { status: "ended" as const }
}

/** Signs out all other sign-ins of the person who asks. */
export const answerEndOtherSignIns = async ({ scope, req }: Call) => {
  const owner = signedInOf(req)
  const epoch = await endOtherSignIns(scope, owner)
  return { token: await keepThisSignIn(owner.req, epoch) }
}
