import { DraftPlan, isDraftField } from "@atrium/service-provisioning/contracts"

import { isSameOrigin } from "@/features/cart/same-origin"
import { readChanges } from "@/features/checkout-draft/save-changes"
import { forgetPlanDraft, savePlanChanges } from "@/features/purchase/server-draft"

/** Saves what was typed in the purchase form since the last time, while it is typed and when the page is left. */
export const POST = async (request: Request): Promise<Response> => {
  if (!isSameOrigin(request.headers)) return new Response(null, { status: 403 })
  const form = await request.formData()
  const plan = DraftPlan.safeParse({
    service: form.get("service"),
    tier_id: form.get("tier"),
    quantity: Number(form.get("quantity")),
  })
  if (!plan.success) return new Response(null, { status: 400 })
  const saved = await savePlanChanges(plan.data, readChanges(form, isDraftField))
  return new Response(null, { status: saved ? 204 : 409 })
}

/** Deletes what was typed for the plan `tier`, once it was bought. */
export const DELETE = async (request: Request): Promise<Response> => {
  if (!isSameOrigin(request.headers)) return new Response(null, { status: 403 })
  await forgetPlanDraft(new URL(request.url).searchParams.get("tier") ?? "")
  return new Response(null, { status: 204 })
}
