import { handle } from "@atrium/server"

import { routes } from "../../../../contracts"
import { forgetDraft, readDraft, savePlanDraft } from "../../../../use-cases/checkout-drafts"
import { planDraftOf } from "../../../draft-access"

export const GET = handle(routes, "GET /store/checkout-drafts/:id", async ({ params, scope, ...call }) => ({
  draft: await readDraft(scope, planDraftOf(params.id, call)),
}))

export const POST = handle(routes, "POST /store/checkout-drafts/:id", async ({ params, body, scope, ...call }) => ({
  draft: await savePlanDraft(scope, planDraftOf(params.id, call), body),
}))

export const DELETE = handle(routes, "DELETE /store/checkout-drafts/:id", ({ params, scope, ...call }) =>
  forgetDraft(scope, planDraftOf(params.id, call))
)
