import "./sandbox-adapter"
import "./register-work"

export { CAPTURE_PAYMENT, PROCESS_GATEWAY_EVENT, SETTLE_AUTHORIZATION } from "../domain/work"
export { capturePayment } from "./capture-payment"
export { type CapturedPayment, type CapturedPaymentWork, registerCapturedPaymentWork } from "./captured-payment-work"
export {
  type CompletingCart,
  type CompletionValidator,
  type CompletionValidatorInput,
  registerCompletionValidator,
  runCompletionValidators,
} from "./completion-validators"
export { availableGateways, type Gateway, type GatewayHint, gatewayStateOf, registerGateway } from "./gateways"
export { reconcilePayments } from "./reconcile-payments"
export { settleCartWorkflow } from "./settle-cart"
