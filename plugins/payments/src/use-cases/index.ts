export {
  lastOrderChange,
  orderChangedSql,
  orderMoney,
  orderPaymentSql,
  type OrderMoney,
  type OrderMoneyLine,
  ordersChangedSince,
} from "../data/core/order-money"
export { orderShipping, type OrderShipping } from "../data/core/order-shipping"
export { CAPTURE_PAYMENT, PROCESS_GATEWAY_EVENT, SETTLE_AUTHORIZATION } from "../domain/work"
export { runStaffCancellation } from "./cancel-by-staff"
export { checkCoupons } from "./check-coupons"
export { type CheckedRefund, checkRefund } from "./check-refund"
export {
  availableGateways,
  canTakePayments,
  declineOf,
  gatewayStateOf,
  isDelayed,
  isGatewayOutage,
  paymentFailureOf,
} from "./find-gateway"
export { setSessionAside } from "./give-up-session"
export { gatewaysNoRegionOffers } from "./list-gateways"
export { withOrderMoneyLock } from "./lock-order-money"
export { refuseWhileProcessing } from "./refuse-while-processing"
export { disputeOfOrder, type DisputeOfOrder } from "../data/disputes"
export { refundedUnitsOfOrder, type RefundedUnit } from "../data/unit-refunds"
export { reconcilePayments } from "./reconcile-payments"
export { sellInTurn } from "./sell-stock"
export { cartLock, settleCart, type SettledCart } from "./settle-cart"
export { askGateway, testGateway } from "./test-gateway"
export { validateCompletion, validatePayment } from "./validate-completion"
