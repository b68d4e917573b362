import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

const PAGE = 500

/**
 * Run once by `medusa db:migrate`. Sign-in compares addresses in lower case; an identity that an earlier release kept
 * as it was typed could no longer sign in. Where both spellings exist they stay two identities, and the log names
 * how many: staff decide which account is kept.
 */
export default async function normalizeSignInAddresses({ container }: { container: MedusaContainer }): Promise<void> {
  const auth = container.resolve(Modules.AUTH)
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  const identities: { id: string; entity_id: string }[] = []
  for (let skip = 0; ; skip += PAGE) {
    const page = await auth.listProviderIdentities(
      { provider: "emailpass" },
      { select: ["id", "entity_id"], order: { id: "ASC" }, take: PAGE, skip }
    )
    identities.push(...page)
    if (page.length < PAGE) break
  }
  const taken = new Set(identities.map(({ entity_id }) => entity_id))
  let left = 0
  for (const { id, entity_id } of identities) {
    const address = entity_id.trim().toLowerCase()
    if (address === entity_id) continue
    if (taken.has(address)) {
      left += 1
      continue
    }
    taken.add(address)
    await auth.updateProviderIdentities({ id, entity_id: address })
  }
  if (left) logger.warn(`${left} sign-in addresses exist in two spellings; the one in capitals can no longer sign in.`)
}
