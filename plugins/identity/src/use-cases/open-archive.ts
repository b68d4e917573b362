import { commonErrors } from "@atrium/kernel"
import { knexOf } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import { errors } from "../contracts"
import { archiveByToken, archiveOfCustomer, type ArchiveRow } from "../data/privacy-requests"
import { hashOf } from "../domain/secret-link"
import { recordPrivacyEvent } from "./record-privacy-event"

const opened = async (container: MedusaContainer, archive: ArchiveRow): Promise<Buffer> => {
  await recordPrivacyEvent(knexOf(container), "privacy.downloaded", archive)
  return archive.content
}

/** The archive that an emailed link is for. @throws privacy_link_invalid */
export const openArchiveByLink = async (container: MedusaContainer, token: string): Promise<Buffer> => {
  const archive = await archiveByToken(knexOf(container), hashOf(token))
  if (!archive) throw errors.fail("privacy_link_invalid")
  return opened(container, archive)
}

/** The archive of a customer's own request. @throws not_found */
export const openOwnArchive = async (
  container: MedusaContainer,
  request: { id: string; customerId: string }
): Promise<Buffer> => {
  const archive = await archiveOfCustomer(knexOf(container), request)
  if (!archive) throw commonErrors.fail("not_found")
  return opened(container, archive)
}
