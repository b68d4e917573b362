import { knexOf } from "@atrium/server"
import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "zod"

import { deleteInvitation } from "../data/members"
import { invitedAbove, refuseInvitationAbove } from "../use-cases/invitations"
import { prepareRemoval } from "../use-cases/members"
import { currentStaff } from "../use-cases/current-staff"

type Guard = (req: MedusaRequest, res: MedusaResponse) => Promise<void>

const before =
  (guard: Guard) =>
  async (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): Promise<void> => {
    try {
      await guard(req, res)
      next()
    } catch (error) {
      next(error)
    }
  }

/** Core's deletion of a user. */
export const removalGuard = before((req) => prepareRemoval(knexOf(req.scope), currentStaff(req), String(req.params.id)))

/** Core's invitation has no role: the user gets none until one is assigned. */
export const plainInvitation = before(async (req) => {
  const body: unknown = req.validatedBody
  const email = typeof body === "object" && body !== null && "email" in body ? body.email : undefined
  if (typeof email === "string") await deleteInvitation(knexOf(req.scope), email)
})

export const resendGuard = before((req) =>
  refuseInvitationAbove(req.scope, knexOf(req.scope), currentStaff(req), String(req.params.id))
)

type Invite = { email?: unknown; token?: unknown }

const isInvite = (value: unknown): value is Invite => typeof value === "object" && value !== null

const invitesOf = (body: unknown): Invite[] => {
  if (typeof body !== "object" || body === null) return []
  const many: unknown = "invites" in body ? body.invites : []
  const one: unknown = "invite" in body ? body.invite : undefined
  const all = [...z.array(z.unknown()).catch([]).parse(many), one]
  return all.filter(isInvite)
}

/** Removes an invitation's token for staff who may not grant its role. */
export const hideInvitationTokens = before(async (req, res) => {
  const staff = currentStaff(req)
  const json = res.json.bind(res)
  res.json = (body) => {
    const invites = invitesOf(body)
    const emails = invites.map(({ email }) => (typeof email === "string" ? email : ""))
    // Without its address, the role of an invitation is unknown, so its token is removed too.
    invitedAbove(knexOf(req.scope), staff, emails)
      .then((above) => {
        for (const invite of invites)
          if (typeof invite.email !== "string" || above.has(invite.email.toLowerCase())) delete invite.token
        json(body)
      })
      .catch(() => res.status(500).end())
    return res
  }
})

/** The accepting user gets the account of the invited address, whatever address the body contains. */
export const invitedAddressOnly = before(async (req) => {
  if (req.validatedBody && typeof req.validatedBody === "object") Reflect.deleteProperty(req.validatedBody, "email")
})
