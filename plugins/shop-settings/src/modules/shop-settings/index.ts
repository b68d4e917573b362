import { Module } from "@medusajs/framework/utils"

import { ShopSettingsService } from "./service"

export const SHOP_SETTINGS = "shopSettings"

export default Module(SHOP_SETTINGS, { service: ShopSettingsService })
