import { routes as affiliateCommissions } from "@atrium/affiliate-commissions/contracts"
import { routes as analytics } from "@atrium/analytics/contracts"
import { routes as audit } from "@atrium/audit/contracts"
import { routes as consultations } from "@atrium/consultations/contracts"
import { routes as documents } from "@atrium/documents/contracts"
import { routes as identity } from "@atrium/identity/contracts"
import { routes as ledger } from "@atrium/ledger/contracts"
import { routes as notifications } from "@atrium/notifications/contracts"
import { routes as payments } from "@atrium/payments/contracts"
import { routes as providerAssignment } from "@atrium/provider-assignment/contracts"
import { routes as referenceTracking } from "@atrium/reference-tracking/contracts"
import { routes as serviceProvisioning } from "@atrium/service-provisioning/contracts"
import { routes as shopSettings } from "@atrium/shop-settings/contracts"
import { routes as staffAccess } from "@atrium/staff-access/contracts"
import { routes as workQueue } from "@atrium/work-queue/contracts"
import type { RouteTable } from "@atrium/kernel"

import { backendRoutes } from "../src/config/routes"

/**
 * Every route table of the application, for tests that are declared before it starts; a test compares it with what a
 * running shop serves.
 */
export const routeTables: readonly RouteTable[] = [
  backendRoutes,
  workQueue,
  analytics,
  notifications,
  identity,
  referenceTracking,
  ledger,
  audit,
  payments,
  documents,
  serviceProvisioning,
  providerAssignment,
  consultations,
  affiliateCommissions,
  shopSettings,
  staffAccess,
]
