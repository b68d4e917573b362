import { callRoute, formatAmount, formatDate, useChange, useRoute } from "@atrium/admin-kit"

import type { DocumentKind, OrderDocumentView } from "../../contracts/order-documents"
import { routes } from "../../contracts/routes"
import type { SellerProfileInput } from "../../contracts/seller-profile"

export const useSellerProfile = () => useRoute(routes, "GET /admin/seller-profile", {})

export const useSaveSellerProfile = () =>
  useChange({
    send: (body: SellerProfileInput) => callRoute(routes, "POST /admin/seller-profile", { body }),
    refresh: ["seller-profile", "order-documents"],
  })

/** The documents of an order, oldest first. */
export const useOrderDocuments = (orderId: string) =>
  useRoute(routes, "GET /admin/order-documents", { query: { order_id: orderId, order: "issued_at", limit: 100 } })

export const useIssueDocuments = (orderId: string) =>
  useChange({
    send: () => callRoute(routes, "POST /admin/order-documents", { body: { order_id: orderId } }),
    refresh: ["order-documents"],
    failed: "No documents were issued",
  })

const TITLES: Readonly<Record<DocumentKind, string>> = {
  receipt: "Receipt",
  invoice: "Tax invoice",
  credit_note: "Credit note",
}

export const titleOf = ({ kind, number }: OrderDocumentView): string => `${TITLES[kind]} ${number}`
export const factsOf = ({ total, currency_code, issued_at }: OrderDocumentView): string =>
  `${formatAmount(total, currency_code)} · ${formatDate(issued_at)}`
export const fileOf = ({ id }: OrderDocumentView): string => `/admin/order-documents/${id}/file`
