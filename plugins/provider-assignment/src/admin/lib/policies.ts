import { callRoute, useChange } from "@atrium/admin-kit"
import { useQuery } from "@tanstack/react-query"

import type { UpdatePolicy } from "../../contracts/policies"
import { routes } from "./routes"

/** The policy in use, which is the oldest one. */
export const usePolicy = () =>
  useQuery({
    queryKey: ["assignment-policies"],
    queryFn: async () => {
      const { assignment_policies: found } = await callRoute(routes, "GET /admin/assignment-policies", {
        query: { limit: 1 },
      })
      const [first] = found
      if (!first) throw new Error("There is no policy")
      const params = { id: first.id }
      return (await callRoute(routes, "GET /admin/assignment-policies/:id", { params })).assignment_policy
    },
  })

/** For a form, which shows failures itself. */
export const useUpdatePolicy = (id: string) =>
  useChange({
    send: (body: UpdatePolicy) => callRoute(routes, "POST /admin/assignment-policies/:id", { params: { id }, body }),
    refresh: ["assignment-policies"],
  })
