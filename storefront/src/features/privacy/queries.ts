import "server-only"
import { type OwnPrivacyRequest, routes } from "@atrium/identity/contracts"

import { callRoute } from "@/lib/medusa"

/** Returns the customer's last requests for export or erasure, newest first. */
export const listPrivacyRequests = async (token: string): Promise<OwnPrivacyRequest[]> =>
  (await callRoute(routes, "GET /store/customers/me/privacy-requests", { token })).data.privacy_requests
