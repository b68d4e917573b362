import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

/**
 * The guest with this email address, created when there is none. Someone who types the address of an account is still a
 * guest: the order is added to the account only when its owner claims it, and nothing reveals that the account exists.
 */
export const guestCustomerId = async (container: MedusaContainer, email: string): Promise<string> => {
  const customers = container.resolve(Modules.CUSTOMER)
  const find = () => customers.listCustomers({ email, has_account: false }, { select: ["id"], take: 1 })
  const [guest] = await find()
  if (guest) return guest.id
  try {
    return (await customers.createCustomers({ email })).id
  } catch (failure) {
    // Two parallel requests with a new address: one creates the guest, both use it.
    const [created] = await find()
    if (!created) throw failure
    return created.id
  }
}
