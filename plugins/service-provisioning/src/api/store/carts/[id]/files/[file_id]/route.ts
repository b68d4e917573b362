import { handle } from "@atrium/server"

import { routes } from "../../../../../../contracts"
import { removeCartFile } from "../../../../../../use-cases/checkout-files"

export const DELETE = handle(routes, "DELETE /store/carts/:id/files/:file_id", ({ params, scope }) =>
  removeCartFile(scope, { cartId: params.id, fileId: params.file_id })
)
