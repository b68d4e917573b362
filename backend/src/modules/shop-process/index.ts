import { Module } from "@medusajs/framework/utils"

import { prepareProcess } from "./prepare-process"
import { ShopProcessService } from "./service"

/** Not a part of the shop but of its process: what must hold before it serves, and its ties to the other processes. */
export const SHOP_PROCESS = "shopProcess"

export default Module(SHOP_PROCESS, { service: ShopProcessService, loaders: [prepareProcess] })
