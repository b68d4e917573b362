import type { ApiClient } from "./api-client"

/**
 * Makes the next email read the shop's brand, which emails remember for a minute: statements counted after that email don't
 * include reading it again.
 */
export const renewBrand = async (api: Pick<ApiClient, "admin">): Promise<void> => {
  const { body } = await api.admin.get<{ shop_settings: Record<string, unknown> }>("/admin/shop-settings")
  const { updated_at: _time, ...settings } = body.shop_settings
  const { status } = await api.admin.post("/admin/shop-settings", settings)
  if (status !== 200) throw new Error(`The settings could not be saved: ${status}`)
}
