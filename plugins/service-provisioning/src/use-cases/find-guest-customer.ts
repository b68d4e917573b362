import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

const findGuest = async (container: MedusaContainer, email: string): Promise<string | undefined> => {
  const [guest] = await container
    .resolve(Modules.CUSTOMER)
    .listCustomers({ email, has_account: false }, { select: ["id"], take: 1 })
  return guest?.id
}

/** Creates the guest with this email address, of whom there was none a moment ago. */
export const createGuestCustomer = async (container: MedusaContainer, email: string): Promise<string> => {
  try {
    return (await container.resolve(Modules.CUSTOMER).createCustomers({ email })).id
  } catch (failure) {
    // Two parallel requests with a new address: one creates the guest, both use it.
    const created = await findGuest(container, email)
    if (!created) throw failure
    return created
  }
}

/**
 * The guest with this email address, created when there is none. Someone who types the address of an account is still a
 * guest: the order is added to the account only when its owner claims it, and nothing reveals that the account exists.
 */
export const guestCustomerId = async (container: MedusaContainer, email: string): Promise<string> =>
  (await findGuest(container, email)) ?? createGuestCustomer(container, email)
