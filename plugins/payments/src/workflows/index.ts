import "./sandbox-adapter"
import "./stripe-adapter"
import "./register-work"

export { CAPTURE_PAYMENT, PROCESS_GATEWAY_EVENT, SETTLE_AUTHORIZATION } from "../domain/work"
export { type CanceledOrder, type CanceledOrderWork, registerCanceledOrderWork } from "./canceled-order-work"
export { capturePayment } from "./capture-payment"
export { type CapturedPayment, type CapturedPaymentWork, registerCapturedPaymentWork } from "./captured-payment-work"
export {
  type CompletingCart,
  type CompletionValidator,
  type CompletionValidatorInput,
  registerCompletionValidator,
  runCompletionValidators,
} from "./completion-validators"
export { type DisputedPayment, type DisputedPaymentWork, registerDisputedPaymentWork } from "./disputed-payment-work"
export { type FailedPayment, type FailedPaymentWork, registerFailedPaymentWork } from "./failed-payment-work"
export {
  availableGateways,
  canTakePayments,
  type Gateway,
  type GatewayHint,
  gatewayStateOf,
  registerGateway,
} from "./gateways"
export { reconcilePayments } from "./reconcile-payments"
export { type RefundedOrder, type RefundedOrderWork, registerRefundedOrderWork } from "./refunded-order-work"
export { settleCartWorkflow } from "./settle-cart"
export { runStaffCancellation } from "./staff-cancellation"
export { type CheckedRefund, checkStaffRefund, runStaffRefund } from "./staff-refund"
export { gatewaysNoRegionOffers } from "./unoffered-gateways"
