import { orderSql } from "@atrium/kernel"
import { checkedRows, column, listPage } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { TemplateRow, VersionRow } from "./service-templates"

const TemplateRead = TemplateRow.extend({
  versions: z.array(VersionRow.extend({ created_at: z.coerce.date() })),
})
/** A template with the version sold now (if any) and the latest one (they may be the same). */
export type TemplateRead = z.infer<typeof TemplateRead>

const Counted = z.object({ count: column.integer })
const Versioned = Counted.extend({ current_version_id: column.text.nullable() })

// The needed columns of a version as one JSON value, with times as ISO text (as JSON.stringify writes them).
const VERSION_JSON = `jsonb_build_object('id', v.id, 'template_id', v.template_id, 'number', v.number,
  'content', v.content, 'created_by', v.created_by, 'created_at', v.created_at)`

export type ReadTemplates = {
  ids?: readonly string[]
  productIds?: readonly string[]
  order: string
  limit: number
  offset: number
}

const SORTED = { updated_at: "t.updated_at", created_at: "t.created_at" } as const
const VERSIONS_SORTED = { number: "number", created_at: "created_at" } as const

/** A page of templates and how many there are. */
export const readTemplates = (
  knex: Knex,
  { ids, productIds, ...page }: ReadTemplates
): Promise<{ rows: TemplateRead[]; count: number }> => {
  const matching = knex({ t: "service_template" }).whereNull("t.deleted_at")
  if (ids) void matching.whereIn("t.id", [...ids])
  if (productIds) void matching.whereIn("t.product_id", [...productIds])
  const rows = knex({ t: "service_template" })
    .select("t.id", "t.product_id", "t.current_version_id", "t.created_at", "t.updated_at")
    .select(
      knex.raw(`(select jsonb_agg(${VERSION_JSON}) from service_template_version v where v.template_id = t.id and (
        v.id = t.current_version_id
        or v.number = (select max(number) from service_template_version where template_id = t.id))) as versions`)
    )
  return listPage(knex, { schema: TemplateRead, matching, rows, id: "t.id", sorted: SORTED, ...page })
}

/** Versions of a template, newest first, with the id of the one sold now; undefined without such a template. */
export const readVersions = async (
  knex: Knex,
  templateId: string,
  page: { order: string; limit: number; offset: number }
): Promise<{ rows: VersionRow[]; count: number; currentId: string | null } | undefined> => {
  const templates: unknown = await knex({ t: "service_template" })
    .where({ id: templateId })
    .whereNull("deleted_at")
    .select(
      "current_version_id",
      knex.raw("(select count(*)::int from service_template_version where template_id = t.id) as count")
    )
  const [template] = checkedRows(Versioned, templates)
  if (!template) return undefined
  const rows: unknown = await knex("service_template_version")
    .where({ template_id: templateId })
    .select(Object.keys(VersionRow.shape))
    .orderByRaw(orderSql(page.order, VERSIONS_SORTED))
    .limit(page.limit)
    .offset(page.offset)
  return { rows: checkedRows(VersionRow, rows), count: template.count, currentId: template.current_version_id }
}
