import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query"

import type { AuditEntryAnswer, AuditListAnswer, VerificationAnswer } from "../../contracts"
import { sdk } from "./sdk"

export type AuditSearch = Record<string, unknown>

/** A page of entries. Empty filters are left out. */
export const useAuditLog = (search: AuditSearch) =>
  useQuery({
    queryKey: ["audit-log", search],
    queryFn: () => sdk.client.fetch<AuditListAnswer>("/admin/audit-log", { query: given(search) }),
    placeholderData: keepPreviousData,
  })

/** One entry; asked for when the address of the page names it. */
export const useAuditEntry = (id: string | undefined) =>
  useQuery({
    queryKey: ["audit-log", "one", id],
    queryFn: () => sdk.client.fetch<AuditEntryAnswer>(`/admin/audit-log/${id}`),
    enabled: id !== undefined,
  })

export const useVerify = () =>
  useMutation({
    mutationFn: () => sdk.client.fetch<VerificationAnswer>("/admin/audit-log/verify", { method: "POST", body: {} }),
  })

const given = (search: AuditSearch): AuditSearch =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined && value !== ""))

/** `created_at: { $gte: x }` as `created_at[$gte]=x`, lists as repeated names: what the API reads. */
const flat = (name: string, value: unknown): [string, string][] => {
  if (value === undefined || value === null || value === "") return []
  if (Array.isArray(value)) return value.flatMap((item) => flat(`${name}[]`, item))
  if (typeof value === "object") return Object.entries(value).flatMap(([key, item]) => flat(`${name}[${key}]`, item))
  return [[name, String(value)]]
}

/** Where the browser downloads what the search finds. */
export const exportAddress = (filters: AuditSearch, format: "csv" | "ndjson"): string => {
  const query = new URLSearchParams(
    Object.entries({ ...filters, format }).flatMap(([name, value]) => flat(name, value))
  )
  return `/admin/audit-log/export?${query.toString()}`
}
