import type { MedusaContainer } from "@medusajs/framework/types"

import { deleteExpiredFiles } from "../use-cases/personal-files"

/** Every ten minutes. Two processes may run it at the same time: each file is taken once. */
export default async function deleteFiles(container: MedusaContainer): Promise<void> {
  await deleteExpiredFiles(container)
}

export const config = { name: "documents-delete-expired-files", schedule: "*/10 * * * *" }
