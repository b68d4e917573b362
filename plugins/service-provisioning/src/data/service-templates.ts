import { clock, commonErrors } from "@atrium/kernel"
import { checkedRows, column } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { z } from "zod"

import { StoredTemplateContent, type TemplateContent } from "../domain/template-content"
import { stampAfter } from "./service-requests"

export const TemplateRow = z.object({
  id: column.text,
  product_id: column.text,
  current_version_id: column.text.nullable(),
  created_at: column.timestamp,
  updated_at: column.timestamp,
})
export type TemplateRow = z.infer<typeof TemplateRow>

export const VersionRow = z.object({
  id: column.text,
  template_id: column.text,
  number: column.integer,
  content: StoredTemplateContent,
  created_by: column.text.nullable(),
  created_at: column.timestamp,
})
export type VersionRow = z.infer<typeof VersionRow>

const CurrentVersion = z.object({
  template_id: column.text,
  product_id: column.text,
  version_id: column.text,
  number: column.integer,
  content: StoredTemplateContent,
})
/** The published version of a template. */
export type CurrentVersion = z.infer<typeof CurrentVersion>

const TEMPLATE_COLUMNS = Object.keys(TemplateRow.shape)
const VERSION_COLUMNS = Object.keys(VersionRow.shape)

/** Published versions of these products; of all products by default. */
export const currentTemplateVersions = async (
  knex: Knex,
  productIds?: readonly string[]
): Promise<CurrentVersion[]> => {
  const query = knex({ t: "service_template" })
    .join({ v: "service_template_version" }, "v.id", "t.current_version_id")
    .whereNull("t.deleted_at")
    .select({
      template_id: "t.id",
      product_id: "t.product_id",
      version_id: "v.id",
      number: "v.number",
      content: "v.content",
    })
  return checkedRows(CurrentVersion, await (productIds ? query.whereIn("t.product_id", [...productIds]) : query))
}

export type NewTemplate = { product_id: string; content: TemplateContent; publish: boolean; created_by: string | null }

/** Writes templates with their first version each. Throws `conflict` when a product has one. */
export const insertTemplates = async (
  trx: Knex.Transaction,
  templates: readonly NewTemplate[]
): Promise<TemplateRow[]> => {
  const now = clock.now()
  const rows = templates.map((template) => ({
    template: {
      id: generateEntityId(undefined, "stpl"),
      product_id: template.product_id,
      created_at: now,
      updated_at: now,
    },
    version: generateEntityId(undefined, "stplv"),
    ...template,
  }))
  const written = await trx("service_template")
    .insert(rows.map((row) => row.template))
    .onConflict("product_id")
    .ignore()
    .returning("id")
  if (written.length !== rows.length) throw commonErrors.fail("conflict")
  await trx("service_template_version").insert(
    rows.map(({ template, version, content, created_by }) => ({
      id: version,
      template_id: template.id,
      number: 1,
      content: JSON.stringify(content),
      created_by,
      created_at: now,
      updated_at: now,
    }))
  )
  const published = rows.filter((row) => row.publish)
  if (published.length)
    await trx.raw(
      `update service_template t set current_version_id = v.id
       from service_template_version v where v.template_id = t.id and v.id = any(?)`,
      [published.map((row) => row.version)]
    )
  return rows.map(({ template, version, publish }) => ({ ...template, current_version_id: publish ? version : null }))
}

const lockTemplate = async (trx: Knex.Transaction, id: string, expected: Date | undefined): Promise<TemplateRow> => {
  const rows: unknown = await trx("service_template")
    .where({ id })
    .whereNull("deleted_at")
    .forUpdate()
    .select(TEMPLATE_COLUMNS)
  const [row] = checkedRows(TemplateRow, rows)
  if (!row) throw commonErrors.fail("not_found")
  if (expected && row.updated_at.getTime() !== expected.getTime()) throw commonErrors.fail("stale_version")
  return row
}

const moveTemplate = async (
  trx: Knex.Transaction,
  row: TemplateRow,
  versionId: string | null,
  at: Date
): Promise<TemplateRow> => {
  await trx("service_template").where({ id: row.id }).update({ current_version_id: versionId, updated_at: at })
  return { ...row, current_version_id: versionId, updated_at: at }
}

export type NewVersion = {
  template_id: string
  content: TemplateContent
  publish: boolean
  created_by: string | null
  /** The template's `updated_at` as the editor loaded it; refused if it has changed. */
  expected?: Date | undefined
}

/** Adds the next version under the template's row lock. Throws `not_found` and `stale_version`. */
export const insertVersion = async (
  trx: Knex.Transaction,
  input: NewVersion
): Promise<{ template: TemplateRow; version: VersionRow }> => {
  const row = await lockTemplate(trx, input.template_id, input.expected)
  const at = stampAfter(row.updated_at, clock.now())
  const next = trx("service_template_version")
    .where({ template_id: row.id })
    .select(trx.raw("coalesce(max(number), 0) + 1"))
  const rows: unknown = await trx("service_template_version")
    .insert({
      id: generateEntityId(undefined, "stplv"),
      template_id: row.id,
      number: next,
      content: JSON.stringify(input.content),
      created_by: input.created_by,
      created_at: at,
      updated_at: at,
    })
    .returning(VERSION_COLUMNS)
  const [version] = checkedRows(VersionRow, rows)
  if (!version) throw commonErrors.fail("conflict")
  return { version, template: await moveTemplate(trx, row, input.publish ? version.id : row.current_version_id, at) }
}

export type PublishVersion = {
  template_id: string
  /** The latest version by default. */
  number?: number | undefined
  expected?: Date | undefined
}

/** Sells this version from now on. Throws `not_found` and `stale_version`. */
export const publishVersion = async (
  trx: Knex.Transaction,
  input: PublishVersion
): Promise<{ template: TemplateRow; version: VersionRow }> => {
  const row = await lockTemplate(trx, input.template_id, input.expected)
  const rows: unknown = await trx("service_template_version")
    .where({ template_id: row.id, ...(input.number === undefined ? {} : { number: input.number }) })
    .orderBy("number", "desc")
    .limit(1)
    .select(VERSION_COLUMNS)
  const [version] = checkedRows(VersionRow, rows)
  if (!version) throw commonErrors.fail("not_found")
  return { version, template: await moveTemplate(trx, row, version.id, stampAfter(row.updated_at, clock.now())) }
}

/** Products that have a template, oldest template first. */
export const serviceProductIds = async (knex: Knex): Promise<string[]> => {
  const rows: unknown = await knex("service_template").whereNull("deleted_at").orderBy("id").select("product_id")
  return checkedRows(TemplateRow.pick({ product_id: true }), rows).map(({ product_id: id }) => id)
}
