import { clock } from "@atrium/kernel"
import { column, sqlChanges, sqlRow, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { z } from "zod"

import { type CreateShopPage, MAX_PAGES } from "../contracts"

const Row = z.object({
  id: column.text,
  slug: column.text,
  title: column.text,
  body: column.text,
  published: column.boolean,
  position: column.integer,
  version: column.integer,
  created_at: column.timestamp,
  updated_at: column.timestamp,
})
export type ShopPageRow = z.output<typeof Row>

const Linked = z.object({ slug: column.text, title: column.text })

/** All pages, in the order of their links. */
export const listShopPages = (knex: Knex): Promise<ShopPageRow[]> =>
  sqlRows(knex, Row, "SELECT * FROM shop_page ORDER BY position, slug LIMIT ?", [MAX_PAGES])

/** Addresses and titles of the published pages, in the order of their links. */
export const listPublishedPages = (knex: Knex): Promise<z.output<typeof Linked>[]> =>
  sqlRows(knex, Linked, "SELECT slug, title FROM shop_page WHERE published ORDER BY position, slug LIMIT ?", [
    MAX_PAGES,
  ])

export const findShopPage = (knex: Knex, id: string): Promise<ShopPageRow | null> =>
  sqlRow(knex, Row, "SELECT * FROM shop_page WHERE id = ?", [id])

export const findPublishedPage = (knex: Knex, slug: string): Promise<ShopPageRow | null> =>
  sqlRow(knex, Row, "SELECT * FROM shop_page WHERE slug = ? AND published", [slug])

/** Adds a page; null when its address is taken or there are as many pages as there may be. */
export const insertShopPage = (knex: Knex, page: CreateShopPage): Promise<ShopPageRow | null> =>
  sqlRow(
    knex,
    Row,
    `INSERT INTO shop_page (id, slug, title, body, published, position, version, created_at, updated_at)
     SELECT :id, :slug, :title, :body, :published, :position, 1, :now, :now
     WHERE (SELECT count(*) FROM shop_page) < :max
     ON CONFLICT (slug) DO NOTHING RETURNING *`,
    { ...page, id: generateEntityId(undefined, "page"), max: MAX_PAGES, now: clock.now() }
  )

export const isSlugTaken = async (knex: Knex, slug: string, exceptId: string | null): Promise<boolean> =>
  (await sqlRow(
    knex,
    z.object({ id: column.text }),
    "SELECT id FROM shop_page WHERE slug = :slug AND id IS DISTINCT FROM :exceptId",
    {
      slug,
      exceptId,
    }
  )) !== null

/** Saves a page as the version after `version`; null when the stored one is another, or the page is gone. */
export const updateShopPage = (
  knex: Knex,
  id: string,
  page: CreateShopPage,
  version: number
): Promise<ShopPageRow | null> =>
  sqlRow(
    knex,
    Row,
    `UPDATE shop_page SET slug = :slug, title = :title, body = :body, published = :published, position = :position,
       version = version + 1, updated_at = :now
     WHERE id = :id AND version = :expected RETURNING *`,
    { ...page, id, expected: version, now: clock.now() }
  )

export const deleteShopPage = async (knex: Knex, id: string): Promise<boolean> =>
  (await sqlChanges(knex, "DELETE FROM shop_page WHERE id = ?", [id])) > 0
