import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/** Titles of products by id; one that is gone is missing. */
export const productTitles = async (
  container: MedusaContainer,
  ids: readonly string[]
): Promise<Map<string, string>> => {
  if (ids.length === 0) return new Map()
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "product",
    fields: ["id", "title"],
    filters: { id: [...new Set(ids)] },
  })
  return new Map(data.map(({ id, title }) => [id, title]))
}
