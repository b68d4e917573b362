import { knexOf } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import { findRequest } from "../data/privacy-requests"
import { erasePerson } from "./erase-person"
import { exportPerson } from "./export-person"

/** Does what a confirmed request asks for. May be repeated after an interruption; a request that has ended is left alone. */
export const runPrivacyRequest = async (container: MedusaContainer, id: string, signal: AbortSignal): Promise<void> => {
  const request = await findRequest(knexOf(container), id)
  if (!request?.person || !request.email || !["running", "incomplete"].includes(request.status)) return
  const running = { id, email: request.email, person: request.person }
  await (request.kind === "export" ? exportPerson(container, running) : erasePerson(container, running, signal))
}
