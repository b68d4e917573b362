import { commonErrors } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { PolicyContent, UpdatePolicy } from "../contracts/policies"
import { addPolicyVersion } from "../data/policies"
import { availableEntries } from "../domain/assignment"
import { wakeParkedRequests } from "./wake-parked-requests"

/** A policy may list only what is installed: anything else would stop every assignment. */
const checkEntries = ({ rules, scorers }: PolicyContent): void => {
  const available = availableEntries()
  const details: Record<string, string> = {}
  const check = (field: "rules" | "scorers", names: readonly string[]) => {
    const known = new Set(available[field].map(({ name }) => name))
    for (const [index, name] of names.entries())
      if (!known.has(name)) details[`content.${field}.${index}`] = "Not installed in this shop"
  }
  check("rules", rules)
  check("scorers", scorers)
  if (Object.keys(details).length > 0) throw commonErrors.fail("invalid_input", { details })
}

/**
 * Adds the next version of a policy, in force from now on; earlier decisions keep theirs.
 * @throws not_found, stale_version, invalid_input when it lists a rule or scorer that is not installed
 */
export const updatePolicy = async (
  container: MedusaContainer,
  id: string,
  { content, updated_at }: UpdatePolicy,
  createdBy: string | null
): Promise<void> => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  checkEntries(content)
  await knex.transaction(async (trx) => {
    await addPolicyVersion(trx, { policy_id: id, content, created_by: createdBy, expected: updated_at })
    await wakeParkedRequests(trx)
  })
}
