import { callRoute, useChange, useRoute } from "@atrium/admin-kit"
import type { z } from "zod"

import type { CommissionOut, DecideCommission, ListCommissions } from "../../contracts/commissions"
import { routes } from "../../contracts/routes"

export type Action = CommissionOut["allowed_actions"][number]

/** A page of commissions. */
export const useCommissions = (query: z.input<typeof ListCommissions>) =>
  useRoute(routes, "GET /admin/commissions", { query })

export const useCommission = (id: string | undefined) =>
  useRoute(routes, "GET /admin/commissions/:id", { params: { id: id ?? "" } }, { enabled: id !== undefined })

const CHANGED = ["commissions", "affiliates"]

export const useApproveCommission = (id: string) =>
  useChange({
    send: () => callRoute(routes, "POST /admin/commissions/:id/approve", { params: { id }, body: {} }),
    refresh: CHANGED,
    done: "Commission approved",
    failed: "The commission was not approved",
  })

/** Holds, releases or voids a commission. For a form, which shows failures itself. */
export const useDecideCommission = (id: string, action: Exclude<Action, "approve">) =>
  useChange({
    send: (body: DecideCommission) =>
      callRoute(routes, `POST /admin/commissions/:id/${action}`, { params: { id }, body }),
    refresh: CHANGED,
  })
