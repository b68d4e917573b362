import { DEFAULT_FILE_RULE } from "@atrium/documents/contracts"
import { findFiles, holdFiles, type PersonalFileRow } from "@atrium/documents/tx"
import type { ErrorDetails } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import { fileAnswers, type IntakeAnswer, type IntakeQuestion, isAsked } from "../contracts/intake"
import type { CartLineRow } from "../data/core/tiers-on-sale"
import type { PurchaseItemRow } from "../data/purchases"
import type { Sellable } from "../domain/purchase-refusals"
import { questionsOfTier } from "../domain/tier-content"
import { sellableOf } from "./find-sellable-tiers"

const GONE = "This file is no longer here. Choose it again"

/** Answers to check, and the path of their errors: `items.0.intake`. */
export type AnswersToCheck = {
  readonly path: string
  readonly questions: readonly IntakeQuestion[]
  readonly answers: Readonly<Record<string, IntakeAnswer>>
}

/** A file answers the question it was sent for, if it is what that question takes. */
const answersQuestion = (file: PersonalFileRow | undefined, question: IntakeQuestion): boolean => {
  const { kinds, max_bytes: most } = question.file ?? DEFAULT_FILE_RULE
  return file !== undefined && file.question_id === question.id && kinds.includes(file.kind) && file.size <= most
}

/**
 * What is wrong with answers that are files, by path; empty when each file waits and is this customer's or a guest's. The
 * files are held for as long as a purchase may take. Answers without files are not looked up.
 */
export const fileErrors = async (
  sql: Knex | Knex.Transaction,
  all: readonly AnswersToCheck[],
  sender: { readonly customerId: string | undefined }
): Promise<ErrorDetails> => {
  const given = all.flatMap(({ path, questions, answers }) =>
    fileAnswers(questions, answers).map((answer) => ({ ...answer, path: `${path}.${answer.question.id}` }))
  )
  const ids = [...new Set(given.flatMap((answer) => answer.ids))]
  if (ids.length === 0) return {}
  const held = new Map((await holdFiles(sql, ids, sender)).map((file) => [file.id, file]))
  const wrong = given.filter(({ ids, question }) => !ids.every((id) => answersQuestion(held.get(id), question)))
  return Object.fromEntries(wrong.map(({ path }) => [path, GONE]))
}

/** A line of a cart whose service is sold. */
export type SoldLine = { readonly lineId: string; readonly tier: Sellable }

/** The services among these lines of a cart, as they are sold now. */
export const soldLines = (rows: readonly CartLineRow[]): SoldLine[] =>
  rows.flatMap((row) => {
    const tier = row.of_service ? sellableOf(row) : undefined
    return tier ? [{ lineId: row.line_id, tier }] : []
  })

/** Required questions for files that these lines ask, given what was answered for them. */
const requiredFiles = (lines: readonly SoldLine[], items: readonly PurchaseItemRow[]) =>
  lines.flatMap(({ lineId, tier }) => {
    const item =
      items.find((one) => one.line_item_id === lineId) ??
      items.find((one) => one.line_item_id === undefined && one.tier_id === tier.tierId)
    const answers = item?.intake ?? {}
    const asked = questionsOfTier(tier.content, tier.tierId).filter(({ type, required }) => type === "file" && required)
    return asked.map((question) => ({ lineId, question, answers }))
  })

/** Whether any of these lines may need a file. Costs nothing. */
export const mayNeedFiles = (lines: readonly SoldLine[]): boolean => requiredFiles(lines, []).length > 0

/** The lines and questions whose required files are not there. */
export const missingFiles = async (
  sql: Knex | Knex.Transaction,
  lines: readonly SoldLine[],
  items: readonly PurchaseItemRow[]
): Promise<{ lineId: string; questionId: string }[]> => {
  const needed = requiredFiles(lines, items).filter(({ question, answers }) => isAsked(question, answers))
  const idsOf = ({ question, answers }: (typeof needed)[number]): readonly string[] => {
    const ids = answers[question.id]
    return Array.isArray(ids) ? ids : []
  }
  const ids = [...new Set(needed.flatMap(idsOf))]
  const stored = new Set(ids.length > 0 ? (await findFiles(sql, ids)).map(({ id }) => id) : [])
  return needed
    .filter((one) => idsOf(one).length === 0 || !idsOf(one).every((id) => stored.has(id)))
    .map(({ lineId, question }) => ({ lineId, questionId: question.id }))
}
