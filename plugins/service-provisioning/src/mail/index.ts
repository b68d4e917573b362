// What other plugins may replace: `defineMailTemplate({ name: …Template.name, props: …Template.props, … })`.
export { type OnboardingProps, onboardingTemplate } from "./onboarding"
export { type OrderConfirmationProps, orderConfirmationTemplate } from "./order-confirmation"
export { type OrderShippedProps, orderShippedTemplate } from "./order-shipped"
export { type PaymentFailedProps, paymentFailedTemplate } from "./payment-failed"
export { type PurchaseClaimProps, purchaseClaimTemplate } from "./purchase-claim"
export { type RefundMadeProps, refundMadeTemplate } from "./refund-made"
export { type StatusChangeProps, statusChangeTemplate } from "./status-change"
