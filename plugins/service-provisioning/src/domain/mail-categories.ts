/** Keys of the kinds of email that customers can turn off. They are stored: never change one. */
export const REQUEST_UPDATES = "request-updates"
export const PAYMENT_REMINDERS = "payment-reminders"
export const CHECKOUT_REMINDERS = "checkout-reminders"
