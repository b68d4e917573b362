import { MedusaService } from "@medusajs/framework/utils"

import { ShopPage } from "./models/shop-page"
import { ShopSetting } from "./models/shop-setting"

/** Provides the generated list methods for `query.graph` and links. */
export class ShopSettingsService extends MedusaService({ ShopPage, ShopSetting }) {}
