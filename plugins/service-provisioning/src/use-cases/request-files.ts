import { DEFAULT_FILE_RULE, FILE_KINDS, type PersonalFileOut } from "@atrium/documents/contracts"
import { findFiles, type PersonalFileRow, waitingFiles } from "@atrium/documents/tx"
import { openPersonalFile, removeWaitingFile, storePersonalFile } from "@atrium/documents/use-cases"
import { commonErrors } from "@atrium/kernel"
import { type Attachment, knexOf, type UploadedFile } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"

import { fileAnswers } from "../contracts/intake"
import { findOpenRequest, findRequest, type RequestOwner, type ServiceRequestRow } from "../data/service-requests"

const ownerOf = (id: string) => ({ kind: "request", id }) as const

/** The files that answer questions of a request. Nothing is read for a request without any. */
export const answeringFiles = async (
  knex: Knex,
  { intake }: Pick<ServiceRequestRow, "intake">
): Promise<PersonalFileRow[]> => {
  const ids = fileAnswers(intake.questions, intake.answers).flatMap((answer) => answer.ids)
  if (ids.length === 0) return []
  const found = new Map((await findFiles(knex, ids)).map((file) => [file.id, file]))
  return ids.flatMap((id) => found.get(id) ?? [])
}

/** The same for its customer, with the files that were sent but don't answer a question yet. */
export const filesOfRequest = async (
  knex: Knex,
  request: Pick<ServiceRequestRow, "id" | "intake">
): Promise<PersonalFileRow[]> => {
  if (!request.intake.questions.some(({ type }) => type === "file")) return []
  return [...(await answeringFiles(knex, request)), ...(await waitingFiles(knex, ownerOf(request.id)))]
}

/**
 * Stores a file for a question of the customer's request, until an answer names it.
 * @throws not_found, invalid_transition, invalid_input
 */
export const sendRequestFile = async (
  container: MedusaContainer,
  input: { requestId: string; customerId: string; questionId: string; file: UploadedFile }
): Promise<PersonalFileOut> => {
  const { customerId, questionId, file } = input
  const request = await findOpenRequest(knexOf(container), input.requestId, { customerId })
  const question = request.intake.questions.find(({ id, type }) => id === questionId && type === "file")
  if (!question) throw commonErrors.fail("invalid_input", { details: { question_id: "This question takes no file" } })
  return storePersonalFile(container, {
    owner: ownerOf(request.id),
    questionId,
    lineItemId: null,
    customerId,
    rule: question.file ?? DEFAULT_FILE_RULE,
    file,
  })
}

/**
 * Removes a file that doesn't answer a question yet.
 * @throws not_found
 */
export const removeRequestFile = async (
  container: MedusaContainer,
  input: { requestId: string; customerId: string; fileId: string }
): Promise<{ deleted: true }> => {
  const request = await findRequest(knexOf(container), input.requestId, { customerId: input.customerId })
  if (!request) throw commonErrors.fail("not_found")
  return removeWaitingFile(container, ownerOf(request.id), input.fileId)
}

/**
 * Opens a file of a request for staff, its customer, or the provider it is assigned to.
 * @throws not_found for a request that is not the reader's, and for a file of another one
 */
export const openRequestFile = async (
  container: MedusaContainer,
  input: { requestId: string; fileId: string; owner: RequestOwner }
): Promise<Attachment> => {
  const knex = knexOf(container)
  const request = await findRequest(knex, input.requestId, input.owner)
  if (!request) throw commonErrors.fail("not_found")
  const files = await (input.owner.customerId === undefined ? answeringFiles : filesOfRequest)(knex, request)
  const file = files.find(({ id }) => id === input.fileId)
  if (!file) throw commonErrors.fail("not_found")
  const content = await openPersonalFile(container, file)
  return { name: file.name, mimeType: FILE_KINDS[file.kind].mimeType, content }
}
