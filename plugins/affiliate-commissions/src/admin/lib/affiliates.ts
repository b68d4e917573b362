import { callRoute, useChange, useRoute } from "@atrium/admin-kit"
import type { z } from "zod"

import type { ListAffiliates, UpdateAffiliate } from "../../contracts"
import { routes } from "../../contracts/routes"

/** A page of affiliates. */
export const useAffiliates = (query: z.input<typeof ListAffiliates>) =>
  useRoute(routes, "GET /admin/affiliates", { query })

export const useAffiliate = (id: string) => useRoute(routes, "GET /admin/affiliates/:id", { params: { id } })

/** Suspends or reactivates an affiliate. For a form, which shows failures itself. */
export const useUpdateAffiliate = (id: string) =>
  useChange({
    send: (body: UpdateAffiliate) => callRoute(routes, "POST /admin/affiliates/:id", { params: { id }, body }),
    refresh: ["affiliates"],
  })
