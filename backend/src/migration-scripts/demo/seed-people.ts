import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { createCustomerAccountWorkflow, createUserAccountWorkflow } from "@medusajs/medusa/core-flows"

export const DEMO_PASSWORD = "atrium-demo"
export const DEMO_STAFF = { email: "admin@atrium.test", first_name: "Meera", last_name: "Nair" }
export const DEMO_CUSTOMER = {
  email: "ravi@customers.atrium.test",
  first_name: "Ravi",
  last_name: "Sharma",
  phone: "+919876543210",
}

/** The login's identity: a new one, or the one a seeding that was cut short left without its person. */
const identityOf = async (container: MedusaContainer, email: string): Promise<string> => {
  const auth = container.resolve(Modules.AUTH)
  const [known] = await auth.listProviderIdentities({ entity_id: email, provider: "emailpass" })
  if (known?.auth_identity_id) return known.auth_identity_id
  const { authIdentity, error } = await auth.register("emailpass", { body: { email, password: DEMO_PASSWORD } })
  if (!authIdentity) throw new Error(`The login of ${email} was not created: ${error}`)
  return authIdentity.id
}

/** A customer with a login, made unless it is there; gives its id. */
export const seedCustomer = async (
  container: MedusaContainer,
  customerData: { email: string; first_name: string; last_name: string; phone?: string }
): Promise<string> => {
  const { data: customers } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "customer",
    fields: ["id"],
    filters: { email: customerData.email, has_account: true },
  })
  if (customers[0]) return customers[0].id
  const authIdentityId = await identityOf(container, customerData.email)
  const { result } = await createCustomerAccountWorkflow(container).run({ input: { authIdentityId, customerData } })
  return result.id
}

/** The demo's staff and customer with their logins; gives the id of the staff member. */
export const seedPeople = async (container: MedusaContainer): Promise<string> => {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  await seedCustomer(container, DEMO_CUSTOMER)
  const { data: users } = await query.graph({ entity: "user", fields: ["id"], filters: { email: DEMO_STAFF.email } })
  if (users[0]) return users[0].id
  const authIdentityId = await identityOf(container, DEMO_STAFF.email)
  const { result } = await createUserAccountWorkflow(container).run({ input: { authIdentityId, userData: DEMO_STAFF } })
  return result.id
}
