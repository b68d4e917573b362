import type { MedusaContainer } from "@medusajs/framework/types"

import { seedAffiliates } from "./seed-affiliates"
import { seedConsultations } from "./seed-consultations"
import { seedGoods } from "./seed-goods"
import { seedKeys } from "./seed-keys"
import { seedPeople } from "./seed-people"
import { seedProviders } from "./seed-providers"
import { seedSeller } from "./seed-seller"
import { seedServices } from "./seed-services"
import { seedShop } from "./seed-shop"
import { seedStore } from "./seed-store"

/** Everything the demo shop starts with. May run again at any time: it adds what is missing and changes nothing. */
export const seedDemoData = async (container: MedusaContainer): Promise<void> => {
  const { salesChannelId } = await seedStore(container)
  const staffId = await seedPeople(container)
  await seedSeller(container)
  await seedShop(container)
  await seedServices(container, salesChannelId)
  await seedGoods(container, salesChannelId)
  await seedAffiliates(container)
  await seedProviders(container)
  await seedConsultations(container)
  await seedKeys(container, salesChannelId, staffId)
}
