import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query"

import type { DecisionDetailOut, DecisionOut, ReplayOut } from "../../contracts/decisions"
import { sdk } from "./sdk"

type Page = { assignment_decisions: DecisionOut[]; count: number; offset: number; limit: number }

const KEY = "assignment-decisions"

/** A page of decisions, newest first; `query` is sent as it stands. */
export const useDecisions = (query: Record<string, unknown>) =>
  useQuery({
    queryKey: [KEY, "list", query],
    queryFn: () => sdk.client.fetch<Page>("/admin/assignment-decisions", { query }),
    placeholderData: keepPreviousData,
  })

export const useDecision = (id: string) =>
  useQuery({
    queryKey: [KEY, "detail", id],
    queryFn: () => sdk.client.fetch<{ assignment_decision: DecisionDetailOut }>(`/admin/assignment-decisions/${id}`),
  })

/** Decides again on what was recorded; nothing changes by it. */
export const useReplay = (id: string) =>
  useMutation({
    mutationFn: () =>
      sdk.client.fetch<{ replay: ReplayOut }>(`/admin/assignment-decisions/${id}/replay`, { method: "POST" }),
  })
