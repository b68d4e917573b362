import { callRoute, useChange, useRoute } from "@atrium/admin-kit"

import { routes } from "../../contracts/routes"
import type { SuspendCustomer } from "../../contracts/suspensions"

/** Whether the customer is suspended, with the history. */
export const useSuspension = (customerId: string) =>
  useRoute(routes, "GET /admin/customers/:id/suspension", { params: { id: customerId } })

/** For a form, which shows failures itself. */
export const useSuspendCustomer = (customerId: string) =>
  useChange({
    send: (body: SuspendCustomer) =>
      callRoute(routes, "POST /admin/customers/:id/suspension", { params: { id: customerId }, body }),
    refresh: ["customers"],
  })
