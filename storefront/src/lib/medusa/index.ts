export { callShop, type ShopAnswer, type ShopRequest } from "./client"
export { failureOf, isShopError, ShopError, type Failure } from "./error"
export {
  currentLocale,
  currentRegion,
  CURRENCY_COOKIE,
  listRegions,
  oneRegionPerCurrency,
  type Region,
} from "./regions"
