import { Module } from "@medusajs/framework/utils"

import { prepareProcess } from "./prepare-process"
import { ShopProcessService } from "./service"

/** Startup checks of the process, and its connection to the other processes. */
export const SHOP_PROCESS = "shopProcess"

export default Module(SHOP_PROCESS, { service: ShopProcessService, loaders: [prepareProcess] })
