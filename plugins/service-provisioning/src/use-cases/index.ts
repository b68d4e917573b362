export { type Referral, referralsOfOrders, referredOrders } from "../data/core/referrals"
