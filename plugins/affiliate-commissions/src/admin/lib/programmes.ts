import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"

import type { CreateProgramme, CreateRule, ProgrammeOut, RuleOut, UpdateProgramme, UpdateRule } from "../../contracts"
import { sdk } from "./sdk"

const PROGRAMMES = "affiliate-programmes"
const RULES = "commission-rules"

/** Programmes with the terms that hold now. */
export const useProgrammes = () =>
  useQuery({
    queryKey: [PROGRAMMES],
    queryFn: () =>
      sdk.client.fetch<{ affiliate_programmes: ProgrammeOut[]; count: number }>("/admin/affiliate-programmes", {
        query: { limit: 100 },
      }),
  })

/** A programme's rates: its own and those of single services. */
export const useRules = (programmeId: string) =>
  useQuery({
    queryKey: [RULES, programmeId],
    queryFn: () =>
      sdk.client.fetch<{ commission_rules: RuleOut[]; count: number }>("/admin/commission-rules", {
        query: { programme_id: programmeId, limit: 100 },
      }),
  })

const useSave = <Body extends object>(path: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Body) => sdk.client.fetch(path, { method: "POST", body }),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: [PROGRAMMES] }),
        client.invalidateQueries({ queryKey: [RULES] }),
      ]),
  })
}

/** Changes a programme, or makes one when there is no id. */
export const useSaveProgramme = (id: string | undefined) =>
  useSave<CreateProgramme | UpdateProgramme>(`/admin/affiliate-programmes${id ? `/${id}` : ""}`)

/** Changes a rule, or makes one when there is no id. */
export const useSaveRule = (id: string | undefined) =>
  useSave<CreateRule | UpdateRule>(`/admin/commission-rules${id ? `/${id}` : ""}`)

/** Products an exception can be made for, found by title. */
export const useProducts = (q: string, enabled: boolean) =>
  useQuery({
    queryKey: ["affiliate-products", q],
    queryFn: () => sdk.admin.product.list({ limit: 20, fields: "id,title", order: "title", ...(q ? { q } : {}) }),
    enabled,
  })
