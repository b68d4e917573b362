import "server-only"
import { currentRegion, listGoods } from "@/lib/medusa"
import { cachedResponse } from "@/lib/medusa/cached-response"

/**
 * Whether the shop sells goods in the visitor's region, for links to them. False when the shop can't say: the layout of an
 * error page needs the answer too.
 */
export const hasGoods = async (): Promise<boolean> => {
  try {
    const region = await currentRegion()
    return await cachedResponse(`has-goods:${region?.id}`, async () => (await listGoods({ limit: 1 })).count > 0)
  } catch {
    return false
  }
}
