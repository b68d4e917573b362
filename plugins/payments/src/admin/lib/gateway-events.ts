import { toast } from "@medusajs/ui"
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"

import type { GatewayEventView } from "../../contracts/gateway-events"
import { sdk } from "./sdk"

type Answer = { gateway_events: GatewayEventView[]; count: number }

export type GatewayEventSearch = { q: string; order: string; limit: number; offset: number; status?: readonly string[] }

/** A page of the list, fetched again every ten seconds while it is open. */
export const useGatewayEvents = ({ q, status, ...page }: GatewayEventSearch) =>
  useQuery({
    queryKey: ["gateway-events", q, status, page],
    queryFn: () =>
      sdk.client.fetch<Answer>("/admin/gateway-events", {
        query: { ...page, ...(q ? { q } : {}), ...(status?.length ? { status: [...status] } : {}) },
      }),
    placeholderData: keepPreviousData,
    refetchInterval: 10_000,
  })

export const useRetryEvent = () => {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (id: string) =>
      sdk.client.fetch<unknown>(`/admin/gateway-events/${id}/retry`, { method: "POST", body: {} }),
    onSuccess: () => toast.success("The event is being processed again"),
    onError: (error) => toast.error(error.message),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["gateway-events"] }),
  })
}
