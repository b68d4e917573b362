import { graphRows } from "@atrium/server"
import { assignStaffRole } from "@atrium/staff-access/use-cases"
import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createCustomerAccountWorkflow, createUserAccountWorkflow } from "@medusajs/medusa/core-flows"

import { Named } from "./named"

export const DEMO_PASSWORD = "atrium-demo"
/** One member of staff for each built-in role that a demo shows; the first owns the shop. */
export const DEMO_STAFF = [
  { role: "owner", email: "admin@atrium.test", first_name: "Meera", last_name: "Nair" },
  { role: "manager", email: "manager@atrium.test", first_name: "Dev", last_name: "Menon" },
  { role: "support", email: "support@atrium.test", first_name: "Isha", last_name: "Rao" },
  { role: "finance", email: "finance@atrium.test", first_name: "Kabir", last_name: "Shah" },
  { role: "content", email: "content@atrium.test", first_name: "Tara", last_name: "Das" },
] as const
export const DEMO_CUSTOMER = {
  email: "ravi@customers.atrium.test",
  first_name: "Ravi",
  last_name: "Sharma",
  phone: "+919876543210",
}

/** The login's identity: a new one, or one that an interrupted seeding left without its account. */
const identityOf = async (container: MedusaContainer, email: string): Promise<string> => {
  const auth = container.resolve(Modules.AUTH)
  const [known] = await auth.listProviderIdentities({ entity_id: email, provider: "emailpass" })
  if (known?.auth_identity_id) return known.auth_identity_id
  const { authIdentity, error } = await auth.register("emailpass", { body: { email, password: DEMO_PASSWORD } })
  if (!authIdentity) throw new Error(`The login of ${email} was not created: ${error}`)
  return authIdentity.id
}

/** A customer with a login, created unless it exists; returns its ID. */
export const seedCustomer = async (
  container: MedusaContainer,
  customerData: { email: string; first_name: string; last_name: string; phone?: string }
): Promise<string> => {
  const [customer] = await graphRows(container, Named, {
    entity: "customer",
    fields: ["id"],
    filters: { email: customerData.email, has_account: true },
  })
  if (customer) return customer.id
  const authIdentityId = await identityOf(container, customerData.email)
  const { result } = await createCustomerAccountWorkflow(container).run({ input: { authIdentityId, customerData } })
  return result.id
}

const seedStaffMember = async (
  container: MedusaContainer,
  { role, ...userData }: (typeof DEMO_STAFF)[number]
): Promise<string> => {
  const [user] = await graphRows(container, Named, {
    entity: "user",
    fields: ["id"],
    filters: { email: userData.email },
  })
  if (user) return user.id
  const authIdentityId = await identityOf(container, userData.email)
  const { result } = await createUserAccountWorkflow(container).run({ input: { authIdentityId, userData } })
  await assignStaffRole(container, result.id, role)
  return result.id
}

/** The demo's staff and customer with their logins; returns the id of the owner. */
export const seedPeople = async (container: MedusaContainer): Promise<string> => {
  await seedCustomer(container, DEMO_CUSTOMER)
  const [owner, ...others] = DEMO_STAFF
  const ownerId = await seedStaffMember(container, owner)
  for (const member of others) await seedStaffMember(container, member)
  return ownerId
}
