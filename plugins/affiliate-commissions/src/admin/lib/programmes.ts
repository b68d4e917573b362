import { callMedusa, callRoute, useChange, useRoute } from "@atrium/admin-kit"
import { useQuery } from "@tanstack/react-query"
import { z } from "zod"

import type { CreateProgramme, CreateRule, UpdateProgramme, UpdateRule } from "../../contracts"
import { routes } from "../../contracts/routes"

const CHANGED = ["affiliate-programmes", "commission-rules"]

/** Programs with their current terms. */
export const useProgrammes = () => useRoute(routes, "GET /admin/affiliate-programmes", { query: { limit: 100 } })

/** A program's rules: its rate for all services and its exceptions. */
export const useRules = (programmeId: string) =>
  useRoute(routes, "GET /admin/commission-rules", { query: { programme_id: programmeId, limit: 100 } })

/** Types of rules that are available. */
export const useRuleKinds = () => useRoute(routes, "GET /admin/commission-rule-kinds", {})

/** Changes a program, or creates one when there is no id. */
export const useSaveProgramme = (id: string | undefined) =>
  useChange({
    send: (body: CreateProgramme & UpdateProgramme) =>
      id
        ? callRoute(routes, "POST /admin/affiliate-programmes/:id", { params: { id }, body })
        : callRoute(routes, "POST /admin/affiliate-programmes", { body }),
    refresh: CHANGED,
  })

export const useMakeDefault = (id: string) =>
  useChange({
    send: () =>
      callRoute(routes, "POST /admin/affiliate-programmes/:id", { params: { id }, body: { is_default: true } }),
    refresh: CHANGED,
    done: "This is now the default program",
    failed: "The default program was not changed",
  })

/** Adds a version of a rule, or creates one when there is no id. */
export const useSaveRule = () =>
  useChange({
    send: ({ id, body }: { id: string; body: UpdateRule } | { id: undefined; body: CreateRule }) =>
      id === undefined
        ? callRoute(routes, "POST /admin/commission-rules", { body })
        : callRoute(routes, "POST /admin/commission-rules/:id", { params: { id }, body }),
    refresh: CHANGED,
  })

export const useEndException = (id: string) =>
  useChange({
    send: () => callRoute(routes, "POST /admin/commission-rules/:id", { params: { id }, body: { active: false } }),
    refresh: CHANGED,
    done: "Exception removed for new orders",
    failed: "The exception was not removed",
  })

const Products = z.object({ products: z.array(z.object({ id: z.string(), title: z.string() })) })

/** Products whose title matches, for an exception. */
export const useProducts = (q: string) =>
  useQuery({
    queryKey: ["affiliate-products", q],
    queryFn: () =>
      callMedusa({
        method: "GET",
        path: "/admin/products",
        query: { limit: 20, fields: "id,title", order: "title", q },
        response: Products,
      }),
  })
