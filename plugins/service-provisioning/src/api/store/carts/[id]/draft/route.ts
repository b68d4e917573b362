import { handle } from "@atrium/server"

import { routes } from "../../../../../contracts"
import { forgetDraft, readDraft, saveCartDraft } from "../../../../../use-cases/checkout-drafts"
import { customerIdOf } from "../../../../customer"

// The application's cart guard has checked who may use the cart.
export const GET = handle(routes, "GET /store/carts/:id/draft", async ({ params, actor, scope }) => ({
  draft: await readDraft(scope, { cartId: params.id, customerId: customerIdOf(actor) }),
}))

export const POST = handle(routes, "POST /store/carts/:id/draft", async ({ params, body, actor, scope }) => ({
  draft: await saveCartDraft(scope, { cartId: params.id, customerId: customerIdOf(actor) }, body),
}))

export const DELETE = handle(routes, "DELETE /store/carts/:id/draft", ({ params, actor, scope }) =>
  forgetDraft(scope, { cartId: params.id, customerId: customerIdOf(actor) })
)
