import { handle } from "@atrium/server"

import { routes } from "../../../../contracts"
import { openArchiveByLink } from "../../../../use-cases/open-archive"
import { sendArchive } from "../../../send-archive"

export const POST = handle(routes, "POST /store/privacy-requests/archive", async ({ body, scope, res }) => {
  sendArchive(res, await openArchiveByLink(scope, body.token))
  return undefined
})
