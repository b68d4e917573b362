export { createShopPage, listAllShopPages } from "./manage-shop-pages"
export { readShop } from "./read-shop"
export { readShopSettings, saveShopSettings } from "./save-shop-settings"
