import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"

import type { PolicyDetailOut, PolicyOut, UpdatePolicy } from "../../contracts/policies"
import { sdk } from "./sdk"

const KEY = "assignment-policies"
type One = { assignment_policy: PolicyDetailOut }

/** The policy that requests are routed by: the oldest one. */
export const usePolicy = () =>
  useQuery({
    queryKey: [KEY],
    queryFn: async () => {
      const { assignment_policies: found } = await sdk.client.fetch<{ assignment_policies: PolicyOut[] }>(
        "/admin/assignment-policies",
        { query: { limit: 1 } }
      )
      const [first] = found
      if (!first) throw new Error("There is no policy")
      return (await sdk.client.fetch<One>(`/admin/assignment-policies/${first.id}`)).assignment_policy
    },
  })

export const useUpdatePolicy = (id: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: UpdatePolicy) =>
      sdk.client.fetch<One>(`/admin/assignment-policies/${id}`, { method: "POST", body }),
    onSettled: () => client.invalidateQueries({ queryKey: [KEY] }),
  })
}
