import { DEFAULT_FILE_RULE, type FileRule, type PersonalFileOut } from "@atrium/documents/contracts"
import { listWaitingFiles, removeWaitingFile, storePersonalFile } from "@atrium/documents/use-cases"
import { commonErrors } from "@atrium/kernel"
import { knexOf, type UploadedFile } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import { cartUnits } from "../data/core/cart-units"
import { questionsOfTier } from "../domain/tier-content"
import { type DraftAccess, requireDraft } from "./checkout-drafts"
import { sellablesOf } from "./find-sellable-tiers"

/** The rule of a tier's question for files. */
const ruleOf = async (container: MedusaContainer, tierId: string, questionId: string): Promise<FileRule> => {
  const tier = (await sellablesOf(container, [tierId])).get(tierId)
  const questions = tier ? questionsOfTier(tier.content, tierId) : []
  const question = questions.find(({ id, type }) => id === questionId && type === "file")
  if (!question) throw commonErrors.fail("invalid_input", { details: { question_id: "This question takes no file" } })
  return question.file ?? DEFAULT_FILE_RULE
}

type Sent = { readonly questionId: string; readonly file: UploadedFile; readonly customerId: string | undefined }

/**
 * Stores a file for a question of a cart's line. The application's guard has checked who may use the cart.
 * @throws invalid_input
 */
export const sendCartFile = async (
  container: MedusaContainer,
  { cartId, lineItemId, customerId, ...sent }: Sent & { cartId: string; lineItemId: string }
): Promise<PersonalFileOut> => {
  const line = (await cartUnits(knexOf(container), cartId)).find(({ line_id: id }) => id === lineItemId)
  if (!line) throw commonErrors.fail("invalid_input", { details: { line_item_id: "The cart has no such line" } })
  return storePersonalFile(container, {
    ...sent,
    owner: { kind: "cart", id: cartId },
    lineItemId,
    customerId: customerId ?? null,
    rule: await ruleOf(container, line.variant_id, sent.questionId),
  })
}

/** The files that wait with a cart. */
export const listCartFiles = (container: MedusaContainer, cartId: string): Promise<PersonalFileOut[]> =>
  listWaitingFiles(container, { kind: "cart", id: cartId })

/** @throws not_found */
export const removeCartFile = (container: MedusaContainer, input: { cartId: string; fileId: string }) =>
  removeWaitingFile(container, { kind: "cart", id: input.cartId }, input.fileId)

/**
 * Stores a file for a question of a plan that is bought at once.
 * @throws not_found, invalid_input
 */
export const sendDraftFile = async (
  container: MedusaContainer,
  access: DraftAccess,
  { customerId, ...sent }: Sent
): Promise<PersonalFileOut> => {
  const { id, plan } = await requireDraft(container, access)
  if (!plan) throw commonErrors.fail("not_found")
  return storePersonalFile(container, {
    ...sent,
    owner: { kind: "draft", id },
    lineItemId: null,
    customerId: customerId ?? null,
    rule: await ruleOf(container, plan.tier_id, sent.questionId),
  })
}

/** The files that wait with a draft. @throws not_found */
export const listDraftFiles = async (container: MedusaContainer, access: DraftAccess): Promise<PersonalFileOut[]> =>
  listWaitingFiles(container, { kind: "draft", id: (await requireDraft(container, access)).id })

/** @throws not_found */
export const removeDraftFile = async (container: MedusaContainer, access: DraftAccess, fileId: string) =>
  removeWaitingFile(container, { kind: "draft", id: (await requireDraft(container, access)).id }, fileId)
