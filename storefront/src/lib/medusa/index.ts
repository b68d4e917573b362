export { passwordAuth, revokeToken } from "./auth"
export {
  callRoute,
  callShop,
  callRouteFor,
  openShopCart,
  openShopFile,
  type ShopResponse,
  type ShopRequest,
} from "./client"
export { ApiError, type Failure, failureOf, isApiError } from "@atrium/client"
export {
  currentLocale,
  currentRegion,
  CURRENCY_COOKIE,
  listRegions,
  oneRegionPerCurrency,
  type Region,
} from "./regions"
export {
  findGood,
  findService,
  listCategories,
  listGoods,
  listServices,
  type CategoryView,
  type GoodsCategoryView,
  type GoodView,
  type QuestionView,
  type ServiceDetailView,
  type ServiceView,
  type TierView,
} from "./catalogue"
export { findShopPage, getShop, type ShopPageView, type ShopView } from "./shop"
export { findTracking, type TrackingView } from "./tracking"
