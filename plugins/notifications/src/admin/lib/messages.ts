import { toast } from "@medusajs/ui"
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"

import type { AdminMessage } from "../../contracts"
import { sdk } from "./sdk"

type Answer = { messages: AdminMessage[]; count: number }

export type MessageSearch = { q: string; order: string; limit: number; offset: number; status?: readonly string[] }

/** A page of the list, fetched again every ten seconds while it is open. */
export const useMessages = ({ q, status, ...page }: MessageSearch) =>
  useQuery({
    queryKey: ["notification-messages", q, status, page],
    queryFn: () =>
      sdk.client.fetch<Answer>("/admin/notification-messages", {
        query: { ...page, ...(q ? { q } : {}), ...(status?.length ? { status: [...status] } : {}) },
      }),
    placeholderData: keepPreviousData,
    refetchInterval: 10_000,
  })

export const useResend = () => {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (id: string) =>
      sdk.client.fetch<unknown>(`/admin/notification-messages/${id}/resend`, { method: "POST", body: {} }),
    onSuccess: () => toast.success("The email is being sent again"),
    onError: (error) => toast.error(error.message),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["notification-messages"] }),
  })
}
