import { MOST_FILE_BYTES, PersonalFileOut, fileId } from "@atrium/documents/contracts"
import { commonErrors, idText, type RouteSpec } from "@atrium/kernel"
import { z } from "zod"

const questionId = z.string({ error: "Name the question" }).regex(/^[A-Za-z0-9_-]{1,64}$/, "This is not a question")
const draftId = z.string().regex(/^cdr_[A-Za-z0-9]{10,64}$/, "This is not a valid id")

const ofCart = {
  actor: "anyone",
  owner: "the account of the cart, or the guest who holds its secret",
  rateLimit: "purchase",
} as const
const ofPlan = {
  actor: "anyone",
  owner: "whoever holds the draft's secret (x-draft-token); a customer's draft only for that customer",
  rateLimit: "purchase",
} as const
const ofRequest = {
  actor: "customer",
  owner: "the signed-in customer whose account the purchase belongs to",
  rateLimit: "purchase",
} as const
const upload = { maxBytes: MOST_FILE_BYTES } as const
const sent = { 201: z.strictObject({ file: PersonalFileOut }) }
const listed = { 200: z.strictObject({ files: z.array(PersonalFileOut) }) }
const removed = { 200: z.strictObject({ deleted: z.literal(true) }) }
const refused = commonErrors.codes("payload_too_large")

/**
 * Files that answer questions. A file is sent for a question and waits; its id, in a list, is the answer that the purchase,
 * the cart's details or the request's answers then have.
 */
export const fileRoutes = {
  "GET /store/carts/:id/files": {
    ...ofCart,
    summary: "The files that were sent for questions of a cart, and wait for its purchase",
    params: z.strictObject({ id: idText }),
    response: listed,
    errors: [],
  },
  "POST /store/carts/:id/files": {
    ...ofCart,
    summary: "Send a file for a question of a cart's line; `details.file` states why one is refused",
    params: z.strictObject({ id: idText }),
    query: z.strictObject({ line_item_id: idText, question_id: questionId }),
    upload,
    response: sent,
    errors: refused,
  },
  "DELETE /store/carts/:id/files/:file_id": {
    ...ofCart,
    summary: "Remove a file that waits with a cart",
    params: z.strictObject({ id: idText, file_id: fileId }),
    response: removed,
    errors: [],
  },
  "GET /store/checkout-drafts/:id/files": {
    ...ofPlan,
    summary: "The files that were sent to buy a plan at once, and wait for its purchase",
    params: z.strictObject({ id: draftId }),
    response: listed,
    errors: [],
  },
  "POST /store/checkout-drafts/:id/files": {
    ...ofPlan,
    summary: "Send a file for a question of a plan that is bought at once; `details.file` states why one is refused",
    params: z.strictObject({ id: draftId }),
    query: z.strictObject({ question_id: questionId }),
    upload,
    response: sent,
    errors: refused,
  },
  "DELETE /store/checkout-drafts/:id/files/:file_id": {
    ...ofPlan,
    summary: "Remove a file that waits to buy a plan",
    params: z.strictObject({ id: draftId, file_id: fileId }),
    response: removed,
    errors: [],
  },
  "POST /store/customers/me/service-requests/:id/files": {
    ...ofRequest,
    summary: "Send a file for a question of a request; it answers the question once the answers name it",
    params: z.strictObject({ id: idText }),
    query: z.strictObject({ question_id: questionId }),
    upload,
    response: sent,
    errors: [...refused, ...commonErrors.codes("invalid_transition")],
  },
  "GET /store/customers/me/service-requests/:id/files/:file_id": {
    ...ofRequest,
    summary: "Download a file of an own request",
    params: z.strictObject({ id: idText, file_id: fileId }),
    response: { 200: z.string() },
    errors: [],
    rateLimit: "browse",
  },
  "DELETE /store/customers/me/service-requests/:id/files/:file_id": {
    ...ofRequest,
    summary: "Remove a file that doesn't answer a question yet",
    params: z.strictObject({ id: idText, file_id: fileId }),
    response: removed,
    errors: [],
  },
  "GET /admin/service-requests/:id/files/:file_id": {
    actor: "staff",
    owner: null,
    summary: "Download a file that answers a question of a request",
    params: z.strictObject({ id: idText, file_id: fileId }),
    response: { 200: z.string() },
    errors: [],
    rateLimit: "admin",
  },
} as const satisfies Record<string, RouteSpec>
