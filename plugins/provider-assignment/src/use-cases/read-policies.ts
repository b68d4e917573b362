import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { ListPolicies, PolicyDetailOut, PolicyOut, PolicyVersionOut } from "../contracts/policies"
import { listPolicies, type PolicyRow, type PolicyVersionRow, readPolicy } from "../data/policies"
import { availableEntries } from "../domain/assignment"

const sql = (container: MedusaContainer): Knex => container.resolve(ContainerRegistrationKeys.PG_CONNECTION)

const toVersion = ({ created_at, ...version }: PolicyVersionRow): PolicyVersionOut => ({
  ...version,
  created_at: created_at.toISOString(),
})

const toPolicy = (policy: PolicyRow, current: PolicyVersionRow): PolicyOut => ({
  id: policy.id,
  name: policy.name,
  current_version: toVersion(current),
  created_at: policy.created_at.toISOString(),
  updated_at: policy.updated_at.toISOString(),
})

export type PolicyPage = { assignment_policies: PolicyOut[]; count: number; offset: number; limit: number }

/** Policies with the version in force. */
export const listPoliciesForStaff = async (container: MedusaContainer, page: ListPolicies): Promise<PolicyPage> => {
  const { rows, count } = await listPolicies(sql(container), page)
  return {
    assignment_policies: rows.map(({ policy, version }) => toPolicy(policy, version)),
    count,
    limit: page.limit,
    offset: page.offset,
  }
}

/** One policy with its versions and what a policy may list. Throws `not_found`. */
export const readPolicyForStaff = async (container: MedusaContainer, id: string): Promise<PolicyDetailOut> => {
  const { policy, current, versions } = await readPolicy(sql(container), id)
  return { ...toPolicy(policy, current), versions: versions.map(toVersion), available: availableEntries() }
}
