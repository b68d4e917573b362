import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { whyNotAttachable } from "../domain/attachable"
import { type MailAttachment, mailAttachments } from "../extension-points"

const SECOND_MS = 1000
const PATIENCE_SECONDS = 10

const inTime = async <T>(job: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new Error(`No answer in ${PATIENCE_SECONDS} seconds`)),
      PATIENCE_SECONDS * SECOND_MS
    )
  })
  try {
    return await Promise.race([job, late])
  } finally {
    clearTimeout(timer)
  }
}

/** The files of a message. An email is never held up by its files: it is sent without them when they can't be opened. */
export const openAttachments = async (
  container: MedusaContainer,
  { id, template, props }: { id: string; template: string; props: unknown }
): Promise<readonly MailAttachment[]> => {
  const source = mailAttachments.get(template)
  if (!source) return []
  try {
    const files = await inTime(source.open(container, props))
    const obstacle = whyNotAttachable(files)
    if (obstacle) throw new Error(obstacle)
    return files
  } catch (error) {
    const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    logger.error(
      `The email ${id} (${template}) is sent without its files`,
      error instanceof Error ? error : new Error(String(error))
    )
    return []
  }
}
