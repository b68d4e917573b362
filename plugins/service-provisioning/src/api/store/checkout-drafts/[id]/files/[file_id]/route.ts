import { handle } from "@atrium/server"

import { routes } from "../../../../../../contracts"
import { removeDraftFile } from "../../../../../../use-cases/checkout-files"
import { planDraftOf } from "../../../../../draft-access"

export const DELETE = handle(routes, "DELETE /store/checkout-drafts/:id/files/:file_id", ({ params, scope, ...call }) =>
  removeDraftFile(scope, planDraftOf(params.id, call), params.file_id)
)
