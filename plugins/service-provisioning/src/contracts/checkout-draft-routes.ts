import { idText, type RouteSpec } from "@atrium/kernel"
import { z } from "zod"

import {
  CheckoutDraft,
  DraftLinkRequested,
  EmailDraftLink,
  ResumeCheckout,
  ResumedCheckout,
  SaveCartDraft,
  SavedDraft,
  SavePlanDraft,
  StartDraft,
  StartedDraft,
} from "./checkout-drafts"
import { provisioningErrors } from "./errors"

const ofCart = {
  actor: "anyone",
  owner: "the account of the cart, or the guest who holds its secret",
  params: z.strictObject({ id: idText }),
  rateLimit: "purchase",
} as const
const ofPlan = {
  actor: "anyone",
  owner: "whoever holds the draft's secret (x-draft-token); a customer's draft only for that customer",
  params: z.strictObject({ id: z.string().regex(/^cdr_[A-Za-z0-9]{10,64}$/, "This is not a valid id") }),
  rateLimit: "purchase",
} as const
const found = { 200: z.strictObject({ draft: CheckoutDraft }) }
const saved = { 200: z.strictObject({ draft: SavedDraft }) }
const removed = { 200: z.strictObject({ deleted: z.literal(true) }) }
const requested = { 202: DraftLinkRequested }

/** What is typed at a checkout is saved while it is typed, and opened on another device with an emailed link. */
export const checkoutDraftRoutes = {
  "GET /store/carts/:id/draft": {
    ...ofCart,
    summary: "What was typed at the checkout of a cart; 404 when nothing was saved",
    response: found,
    errors: [],
  },
  "POST /store/carts/:id/draft": {
    ...ofCart,
    summary: "Saves what was typed at the checkout of a cart, for 30 days after the last change",
    body: SaveCartDraft,
    response: saved,
    errors: provisioningErrors.codes("draft_changed"),
  },
  "DELETE /store/carts/:id/draft": {
    ...ofCart,
    summary: "Deletes what was typed at the checkout of a cart",
    response: removed,
    errors: [],
  },
  "POST /store/carts/:id/draft/link": {
    ...ofCart,
    summary:
      "Emails a link that opens the cart and what was typed on another device; the same response for every address",
    body: EmailDraftLink,
    response: requested,
    errors: [],
    rateLimit: "login",
  },
  "POST /store/checkout-drafts": {
    actor: "anyone",
    owner: null,
    summary: "Saves what was typed to buy a plan at once, without a cart",
    body: StartDraft,
    response: { 201: z.strictObject({ draft: StartedDraft }) },
    errors: [],
    rateLimit: "purchase",
  },
  "GET /store/checkout-drafts/:id": {
    ...ofPlan,
    summary: "What was typed to buy a plan; 404 once its purchase is paid",
    response: found,
    errors: [],
  },
  "POST /store/checkout-drafts/:id": {
    ...ofPlan,
    summary: "Saves what was typed to buy a plan, for 30 days after the last change",
    body: SavePlanDraft,
    response: saved,
    errors: provisioningErrors.codes("draft_changed"),
  },
  "DELETE /store/checkout-drafts/:id": {
    ...ofPlan,
    summary: "Deletes what was typed to buy a plan",
    response: removed,
    errors: [],
  },
  "POST /store/checkout-drafts/:id/link": {
    ...ofPlan,
    summary: "Emails a link that opens what was typed on another device; the same response for every address",
    body: EmailDraftLink,
    response: requested,
    errors: [],
    rateLimit: "login",
  },
  "POST /store/resumed-checkouts": {
    actor: "anyone",
    owner: "the signed token of an emailed link",
    summary:
      "What an emailed link opens: the cart or the draft, with its secret; repeatable until it is paid or expires",
    body: ResumeCheckout,
    response: { 200: ResumedCheckout },
    errors: provisioningErrors.codes("resume_link_invalid"),
    rateLimit: "login",
  },
} as const satisfies Record<string, RouteSpec>
