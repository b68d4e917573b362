import { callRoute, type StatusColor, useChange, useRoute } from "@atrium/admin-kit"
import { defineRouteTable } from "@atrium/kernel"
import type { z } from "zod"

import { adminRoutes } from "../../contracts/admin-routes"
import type { ConsultationSettings, ListConsultations } from "../../contracts/consultations"
import type { ConsultationStatus } from "../../contracts/statuses"

const routes = defineRouteTable("consultations", adminRoutes)

export const STATUS_COLORS: Readonly<Record<ConsultationStatus, StatusColor>> = {
  held: "orange",
  booked: "blue",
  canceled: "red",
  expired: "grey",
  done: "green",
}

/** A page of consultations. */
export const useConsultations = (query: z.input<typeof ListConsultations>) =>
  useRoute(routes, "GET /admin/consultations", { query })

/** For the drawer, which is closed without an id. */
export const useConsultation = (id: string | undefined) =>
  useRoute(routes, "GET /admin/consultations/:id", { params: { id: id ?? "" } }, { enabled: id !== undefined })

export const useCancelConsultation = (id: string) =>
  useChange({
    send: (reason: string) =>
      callRoute(routes, "POST /admin/consultations/:id/cancel", { params: { id }, body: { reason } }),
    refresh: ["consultations"],
    done: "Consultation canceled. The visitor and the provider get an email.",
    failed: "The consultation was not canceled",
  })

export const useConsultationSettings = (productId: string) =>
  useRoute(routes, "GET /admin/consultation-settings/:id", { params: { id: productId } })

/** For a form, which shows failures itself. */
export const useSaveConsultationSettings = (productId: string) =>
  useChange({
    send: (body: z.input<typeof ConsultationSettings>) =>
      callRoute(routes, "POST /admin/consultation-settings/:id", { params: { id: productId }, body }),
    refresh: ["consultation-settings"],
  })
