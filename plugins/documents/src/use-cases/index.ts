export { orderToken } from "./open-order-documents"
export { reconcileDocuments } from "./reconcile-documents"
export { readSellerProfile, saveSellerProfile } from "./save-seller-profile"
