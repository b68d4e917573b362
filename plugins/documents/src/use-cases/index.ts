export { orderToken } from "./open-order-documents"
export { reconcileDocuments } from "./reconcile-documents"
export { readSellerProfile, saveSellerProfile } from "./save-seller-profile"
export {
  deleteExpiredFiles,
  listWaitingFiles,
  openPersonalFile,
  removeWaitingFile,
  storePersonalFile,
  toPersonalFile,
} from "./personal-files"
