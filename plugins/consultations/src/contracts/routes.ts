import { commonErrors, defineRouteTable, handleText, idText } from "@atrium/kernel"
import { z } from "zod"

import { adminRoutes } from "./admin-routes"
import {
  CancelByLink,
  ConfirmConsultation,
  consultationToken,
  HoldConsultation,
  ListSlots,
  MoveConsultation,
} from "./bookings"
import {
  CancelByProvider,
  ConsultationOut,
  ListPortalConsultations,
  OfferOut,
  PortalConsultation,
  SlotsOut,
} from "./consultations"
import { consultationErrors } from "./errors"

const visitor = { actor: "anyone", owner: null, rateLimit: "browse" } as const
const linked = { actor: "anyone", owner: "who has the consultation's signed link", rateLimit: "lookup" } as const
const handle = z.strictObject({ handle: handleText })
const id = z.strictObject({ id: idText })
const one = z.strictObject({ consultation: ConsultationOut })
const page = { count: z.number().int(), offset: z.number().int(), limit: z.number().int() }

/** Every route of this plugin. */
export const routes = defineRouteTable(
  "consultations",
  {
    "GET /store/services/:handle/consultation": {
      ...visitor,
      summary: "Whether a service offers consultations: how long they are and where they take place; 404 where not",
      params: handle,
      response: { 200: z.strictObject({ consultation: OfferOut }) },
      errors: commonErrors.codes("not_found"),
    },
    "GET /store/services/:handle/consultation-slots": {
      ...visitor,
      summary: "Times at which a provider of the service is free, by day in the visitor's time zone",
      params: handle,
      query: ListSlots,
      response: { 200: SlotsOut },
      errors: commonErrors.codes("not_found"),
    },
    "POST /store/services/:handle/consultations": {
      ...visitor,
      rateLimit: "purchase",
      summary: "Holds a free time for ten minutes; the token confirms, moves and cancels it",
      params: handle,
      body: HoldConsultation,
      response: { 201: one.extend({ token: z.string() }) },
      errors: [...commonErrors.codes("not_found"), ...consultationErrors.codes("slot_taken")],
    },
    "GET /store/consultations/:id": {
      ...linked,
      summary: "One consultation, for the holder of its link",
      params: id,
      query: z.strictObject({ token: consultationToken.optional() }),
      response: { 200: one },
      errors: commonErrors.codes("not_found"),
    },
    "POST /store/consultations/:id/confirm": {
      ...linked,
      summary: "Books the held time and emails visitor and provider a calendar file; booking again changes nothing",
      params: id,
      body: ConfirmConsultation,
      response: { 200: one },
      errors: [...commonErrors.codes("not_found"), ...consultationErrors.codes("hold_expired")],
    },
    "POST /store/consultations/:id/move": {
      ...linked,
      summary: "Moves a booked consultation to another free time, until it starts",
      params: id,
      body: MoveConsultation,
      response: { 200: one },
      errors: [...commonErrors.codes("not_found"), ...consultationErrors.codes("slot_taken", "consultation_closed")],
    },
    "POST /store/consultations/:id/cancel": {
      ...linked,
      summary: "Cancels a booked consultation until it starts, or releases a held time",
      params: id,
      body: CancelByLink,
      response: { 200: one },
      errors: [...commonErrors.codes("not_found"), ...consultationErrors.codes("consultation_closed")],
    },
    "GET /provider/consultations": {
      actor: "provider",
      owner: "the provider of the consultations",
      summary: "The signed-in provider's booked consultations that are not over, the next one first",
      query: ListPortalConsultations,
      response: { 200: z.strictObject({ consultations: z.array(PortalConsultation), ...page }) },
      errors: [],
      rateLimit: "browse",
    },
    "POST /provider/consultations/:id/cancel": {
      actor: "provider",
      owner: "the provider of the consultation",
      summary:
        "Cancels one of the provider's booked consultations until it starts, with a reason that the visitor reads",
      params: id,
      body: CancelByProvider,
      response: { 200: z.strictObject({ consultation: ConsultationOut.pick({ id: true, status: true }) }) },
      errors: [...commonErrors.codes("not_found"), ...consultationErrors.codes("consultation_closed")],
      rateLimit: "purchase",
    },
    ...adminRoutes,
  },
  {
    support: ["consultations:read", "consultations:write", "consultation-settings:read"],
    content: ["consultation-settings:read", "consultation-settings:write"],
  }
)
