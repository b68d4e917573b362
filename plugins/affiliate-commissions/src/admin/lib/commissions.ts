import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"

import type { CommissionDetailOut, CommissionOut } from "../../contracts/commissions"
import { sdk } from "./sdk"

const KEY = "commissions"

type List = { commissions: CommissionOut[]; count: number }
type One = { commission: CommissionDetailOut }

export type Action = CommissionOut["allowed_actions"][number]

/** A page of commissions; `query` is sent as it stands. */
export const useCommissions = (query: Record<string, unknown>) =>
  useQuery({
    queryKey: [KEY, "list", query],
    queryFn: () => sdk.client.fetch<List>("/admin/commissions", { query }),
    placeholderData: keepPreviousData,
  })

export const useCommission = (id: string | undefined) =>
  useQuery({
    queryKey: [KEY, "one", id],
    queryFn: () => sdk.client.fetch<One>(`/admin/commissions/${id}`),
    enabled: id !== undefined,
  })

/** Approves, holds, releases or voids a commission, with its reason. Figures of the affiliate follow. */
export const useDecideCommission = (id: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ action, reason }: { action: Action; reason: string }) =>
      sdk.client.fetch<One>(`/admin/commissions/${id}/${action}`, {
        method: "POST",
        body: reason ? { reason } : {},
      }),
    // Also after a refusal: then what is shown is out of date.
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: [KEY] }),
        client.invalidateQueries({ queryKey: ["affiliates"] }),
      ]),
  })
}
