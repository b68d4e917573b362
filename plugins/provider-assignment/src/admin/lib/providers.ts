import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import type { z } from "zod"

import type {
  AddAbsence,
  CreateProvider,
  ProviderDetailOut,
  ProviderOut,
  UpdateProvider,
} from "../../contracts/providers"
import { sdk } from "./sdk"

type Page = { providers: ProviderOut[]; count: number; offset: number; limit: number }
type One = { provider: ProviderDetailOut }

const KEY = "providers"

/** A page of providers; `query` is sent as it stands. */
export const useProviders = (query: Record<string, unknown>) =>
  useQuery({
    queryKey: [KEY, "list", query],
    queryFn: () => sdk.client.fetch<Page>("/admin/providers", { query }),
    placeholderData: keepPreviousData,
  })

export const useProvider = (id: string) =>
  useQuery({ queryKey: [KEY, "detail", id], queryFn: () => sdk.client.fetch<One>(`/admin/providers/${id}`) })

const useSend = <Body, Answer = One>(path: (body: Body) => string, method: "POST" | "DELETE", withBody: boolean) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Body) =>
      sdk.client.fetch<Answer>(path(body), { method, ...(withBody ? { body: body as Record<string, unknown> } : {}) }),
    onSettled: () => client.invalidateQueries({ queryKey: [KEY] }),
  })
}

export const useCreateProvider = () => useSend<z.input<typeof CreateProvider>>(() => "/admin/providers", "POST", true)

export const useUpdateProvider = (id: string) =>
  useSend<z.input<typeof UpdateProvider>>(() => `/admin/providers/${id}`, "POST", true)

export const useInvite = (id: string) => useSend<undefined>(() => `/admin/providers/${id}/invitation`, "POST", false)

export const useAddAbsence = (id: string) =>
  useSend<z.input<typeof AddAbsence>, unknown>(() => `/admin/providers/${id}/absences`, "POST", true)

export const useRemoveAbsence = (id: string) =>
  useSend<string, unknown>((absence) => `/admin/providers/${id}/absences/${absence}`, "DELETE", false)
