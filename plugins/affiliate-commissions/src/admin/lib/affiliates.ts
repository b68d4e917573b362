import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"

import type { AffiliateDetailOut, AffiliateOut, UpdateAffiliate } from "../../contracts"
import { sdk } from "./sdk"

const KEY = "affiliates"

type List = { affiliates: AffiliateOut[]; count: number }
type One = { affiliate: AffiliateDetailOut }

/** A page of affiliates; `query` is sent as it stands. */
export const useAffiliates = (query: Record<string, unknown>) =>
  useQuery({
    queryKey: [KEY, "list", query],
    queryFn: () => sdk.client.fetch<List>("/admin/affiliates", { query }),
    placeholderData: keepPreviousData,
  })

export const useAffiliate = (id: string) =>
  useQuery({
    queryKey: [KEY, "one", id],
    queryFn: () => sdk.client.fetch<One>(`/admin/affiliates/${id}`),
    enabled: id !== "",
  })

/** Suspends an affiliate, or lets it earn again. */
export const useUpdateAffiliate = (id: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: UpdateAffiliate) => sdk.client.fetch<One>(`/admin/affiliates/${id}`, { method: "POST", body }),
    onSettled: () => client.invalidateQueries({ queryKey: [KEY] }),
  })
}
