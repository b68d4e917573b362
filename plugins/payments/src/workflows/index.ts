import "../contributions"
import "../work"

export { refundWorkflow } from "./refund"
export { lockOrderMoneyStep, releaseOrderMoneyStep } from "./steps/lock-order-money"
export { checkRefundStep, followRefundStep, type RefundInput, refundStep } from "./steps/refund"
