import { callRoute, useChange, useRoute } from "@atrium/admin-kit"
import type { z } from "zod"

import type { AddAbsence, CreateProvider, ListProviders, UpdateProvider } from "../../contracts/providers"
import { routes } from "./routes"

const CHANGED = ["providers"]

/** A page of providers. */
export const useProviders = (query: z.input<typeof ListProviders>) =>
  useRoute(routes, "GET /admin/providers", { query })

export const useProvider = (id: string) => useRoute(routes, "GET /admin/providers/:id", { params: { id } })

/** For a form, which shows failures itself, as are the next two. */
export const useCreateProvider = () =>
  useChange({
    send: (body: z.input<typeof CreateProvider>) => callRoute(routes, "POST /admin/providers", { body }),
    refresh: CHANGED,
  })

export const useUpdateProvider = (id: string) =>
  useChange({
    send: (body: z.input<typeof UpdateProvider>) =>
      callRoute(routes, "POST /admin/providers/:id", { params: { id }, body }),
    refresh: CHANGED,
  })

export const useAddAbsence = (id: string) =>
  useChange({
    send: (body: z.input<typeof AddAbsence>) =>
      callRoute(routes, "POST /admin/providers/:id/absences", { params: { id }, body }),
    refresh: CHANGED,
  })

export const useMoveProvider = (id: string) =>
  useChange({
    send: (body: { status: "active" | "suspended"; updated_at: string }) =>
      callRoute(routes, "POST /admin/providers/:id", { params: { id }, body }),
    refresh: CHANGED,
    done: (_answer, { status }) => (status === "active" ? "Provider reactivated" : "Provider suspended"),
    failed: "The provider was not changed",
  })

export const useInvite = (id: string) =>
  useChange({
    send: () => callRoute(routes, "POST /admin/providers/:id/invitation", { params: { id } }),
    refresh: CHANGED,
    done: "Invitation sent again. The earlier link no longer works.",
    failed: "The invitation was not sent",
  })

export const useRemoveAbsence = (id: string) =>
  useChange({
    send: (absence_id: string) =>
      callRoute(routes, "DELETE /admin/providers/:id/absences/:absence_id", { params: { id, absence_id } }),
    refresh: CHANGED,
    done: "Absence removed",
    failed: "The absence was not removed",
  })
