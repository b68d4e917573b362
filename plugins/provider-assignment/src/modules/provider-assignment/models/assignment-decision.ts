import { model } from "@medusajs/framework/utils"

/** One decision by a policy, stored for good: a trigger refuses UPDATE and DELETE (see the migration). */
export const AssignmentDecision = model.define("assignment_decision", {
  id: model.id({ prefix: "adec" }).primaryKey(),
  request_id: model.text(),
  reference_number: model.text(),
  policy_version_id: model.text(),
  kind: model.enum(["direct", "manual"]),
  winner_id: model.text().nullable(),
  facts: model.json(),
  candidates: model.json(),
  overridden: model.json(),
  reason: model.text().nullable(),
  actor_type: model.text(),
  actor_id: model.text().nullable(),
})
