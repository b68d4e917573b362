import { commonErrors, defineRouteTable, idText } from "@atrium/kernel"
import { z } from "zod"

import { documentErrors } from "./errors"
import { documentKind, documentNumber, documentToken, OrderDocumentQuery, OrderDocumentView } from "./order-documents"
import { SellerProfileInput, SellerProfileView } from "./seller-profile"

const staff = { actor: "staff", owner: null, rateLimit: "admin" } as const
const shopper = { actor: "anyone", owner: "the customer of the order, or who has its signed link" } as const
const profile = { 200: z.object({ seller_profile: SellerProfileView }) }

/** Every route of this plugin. */
export const routes = defineRouteTable(
  "documents",
  {
    "GET /admin/seller-profile": {
      ...staff,
      summary: "The seller's name, address and tax number as documents show them, and what is missing",
      response: profile,
      errors: [],
    },
    "POST /admin/seller-profile": {
      ...staff,
      summary: "Change the seller profile for documents that are issued from now on",
      body: SellerProfileInput,
      response: profile,
      errors: [],
    },
    "GET /admin/order-documents": {
      ...staff,
      summary: "Receipts, invoices and credit notes",
      query: OrderDocumentQuery,
      response: {
        200: z.object({
          order_documents: z.array(OrderDocumentView),
          count: z.number().int(),
          limit: z.number().int(),
          offset: z.number().int(),
        }),
      },
      errors: [],
    },
    "POST /admin/order-documents": {
      ...staff,
      summary: "Issue what a paid order lacks now: receipt, invoice, credit notes; what is issued stays as it is",
      body: z.strictObject({ order_id: idText }),
      response: { 200: z.object({ order_documents: z.array(OrderDocumentView) }) },
      errors: documentErrors.codes("seller_profile_incomplete"),
    },
    "GET /admin/order-documents/:id/file": {
      ...staff,
      summary: "Download a document as PDF",
      params: z.strictObject({ id: idText }),
      response: { 200: z.string() },
      errors: commonErrors.codes("not_found"),
    },
    "GET /store/orders/:id/documents": {
      ...shopper,
      summary: "The documents of an order, for its customer or with a signed link",
      params: z.strictObject({ id: idText }),
      query: z.strictObject({ token: documentToken.optional() }),
      response: { 200: z.object({ documents: z.array(OrderDocumentView) }) },
      errors: commonErrors.codes("not_found"),
      rateLimit: "lookup",
    },
    "GET /store/orders/:id/documents/:kind": {
      ...shopper,
      summary: "Download a receipt, an invoice or the latest credit note as PDF; `number` names another one",
      params: z.strictObject({ id: idText, kind: documentKind }),
      query: z.strictObject({ token: documentToken.optional(), number: documentNumber.optional() }),
      response: { 200: z.string() },
      errors: [...commonErrors.codes("not_found"), ...documentErrors.codes("document_not_issued")],
      rateLimit: "lookup",
    },
  },
  {
    support: ["order-documents:read"],
    finance: ["order-documents:read", "order-documents:write", "seller-profile:read", "seller-profile:write"],
  }
)
