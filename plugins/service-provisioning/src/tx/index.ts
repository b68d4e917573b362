export { assignProviderToRequest, type ProviderToAssign } from "./assign-provider"
export { type AffiliateOfOrder, recordAffiliateOfOrder } from "./record-affiliate"
export type { ServiceRequestRow } from "../data/service-requests"
export { readRequestToAssign, type RequestToAssign } from "./read-request-to-assign"
