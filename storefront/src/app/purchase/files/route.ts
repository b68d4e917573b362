import { DraftPlan } from "@atrium/service-provisioning/contracts"

import { isSameOrigin } from "@/features/cart/same-origin"
import { answerUpload, readSentFile, readUpload } from "@/features/files/send-file"
import { removePlanFile, sendPlanFile } from "@/features/purchase/server-draft"

/** Sends a file for a question of a plan that is bought at once, as soon as it is chosen. */
export const POST = async (request: Request): Promise<Response> => {
  if (!isSameOrigin(request.headers)) return new Response(null, { status: 403 })
  const search = new URL(request.url).searchParams
  const plan = DraftPlan.safeParse({
    service: search.get("service"),
    tier_id: search.get("tier"),
    quantity: Number(search.get("quantity")),
  })
  const sent = readSentFile(await readUpload(request))
  if (!plan.success || !sent) return new Response(null, { status: 400 })
  const result = await sendPlanFile(plan.data, sent.field, sent.file)
  return answerUpload(request, result, (file) => removePlanFile(plan.data.tier_id, file))
}

/** Removes the file `id` of the plan `tier`. */
export const DELETE = async (request: Request): Promise<Response> => {
  if (!isSameOrigin(request.headers)) return new Response(null, { status: 403 })
  const search = new URL(request.url).searchParams
  await removePlanFile(search.get("tier") ?? "", search.get("id") ?? "")
  return new Response(null, { status: 204 })
}
