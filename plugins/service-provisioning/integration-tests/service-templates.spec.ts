import { randomUUID } from "node:crypto"

import { cloneTemplate } from "@atrium/test-kit"
import { type Knex, knex as connect } from "@medusajs/framework/mikro-orm/knex"

import type { TemplateContent } from "../src/domain/template-content"
import { currentTemplateVersions, insertTemplates, insertVersion, publishVersion } from "../src/data/service-templates"

jest.setTimeout(120_000)

const content = (variantId: string, part: Partial<TemplateContent> = {}): TemplateContent => ({
  store_title: null,
  store_description: null,
  short_description: "For the test",
  purchasable: true,
  active: true,
  max_quantity: 1,
  sort_order: 0,
  estimated_contact_hours: 8,
  tiers: [{ variant_id: variantId, features: [], sort_order: 0, active: true }],
  questions: [],
  tasks: [],
  routing: { skills: [], languages: [], regions: [], effort_hours: 1 },
  ...part,
})

describe("service templates", () => {
  let knex: Knex
  let close: () => Promise<void>
  beforeAll(async () => {
    const database = await cloneTemplate("templates")
    knex = connect({ client: "pg", connection: database.url, pool: { min: 0, max: 20 } })
    close = async () => {
      await knex.destroy()
      await database.drop()
    }
  }, 240_000)
  afterAll(() => close())

  const make = async (publish = true) => {
    const product_id = `prod_${randomUUID()}`
    const variant_id = `variant_${randomUUID()}`
    const [template] = await knex.transaction((trx) =>
      insertTemplates(trx, [{ product_id, content: content(variant_id), publish, created_by: null }])
    )
    if (!template) throw new Error("No template")
    return { ...template, variant_id }
  }
  const change = (template_id: string, variant: string, expected?: Date, publish = false) =>
    knex.transaction((trx) =>
      insertVersion(trx, {
        template_id,
        content: content(variant, { short_description: randomUUID() }),
        publish,
        created_by: "user_test",
        ...(expected ? { expected } : {}),
      })
    )
  const versionsOf = (template_id: string) =>
    knex("service_template_version").where({ template_id }).orderBy("number").select("id", "number", "content")

  it.each([
    ["its content", "update service_template_version set content = '{}' where template_id = ?"],
    ["its number", "update service_template_version set number = 7 where template_id = ?"],
    ["its author", "update service_template_version set created_by = 'somebody' where template_id = ?"],
    ["all of it", "delete from service_template_version where template_id = ?"],
  ])("keeps a version as it is when SQL tries to change %s", async (_what, sql) => {
    const template = await make()
    const before = await versionsOf(template.id)
    await expect(knex.raw(sql, [template.id])).rejects.toThrow("a service template version never changes")
    expect(await versionsOf(template.id)).toEqual(before)
  })

  it("keeps a template that has versions, and never points it at a version of another", async () => {
    const [one, other] = [await make(), await make()]
    await expect(knex("service_template").where({ id: one.id }).delete()).rejects.toThrow(/foreign key/)
    await expect(
      knex("service_template").where({ id: one.id }).update({ current_version_id: other.current_version_id })
    ).rejects.toThrow(/FK_service_template_current_version/)
  })

  it("keeps one template per product, also when ten editors create it at once and after a soft delete", async () => {
    const product_id = `prod_${randomUUID()}`
    const attempt = () =>
      knex.transaction((trx) =>
        insertTemplates(trx, [{ product_id, content: content("variant_x"), publish: true, created_by: null }])
      )
    const results = await Promise.allSettled(Array.from({ length: 10 }, attempt))
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1)
    await knex("service_template").where({ product_id }).update({ deleted_at: new Date() })
    await expect(attempt()).rejects.toMatchObject({ code: "conflict" })
  })

  it("numbers twenty parallel changes without a gap", async () => {
    const template = await make()
    await Promise.all(Array.from({ length: 20 }, () => change(template.id, template.variant_id)))
    expect((await versionsOf(template.id)).map(({ number }) => number)).toEqual(
      Array.from({ length: 21 }, (_, i) => i + 1)
    )
  })

  it("lets one of ten editors who loaded the same state save, and refuses the others with stale_version", async () => {
    const template = await make()
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, () => change(template.id, template.variant_id, template.updated_at))
    )
    const refused = results.flatMap((result) => (result.status === "rejected" ? [result.reason.code] : []))
    expect(refused).toEqual(Array.from({ length: 9 }, () => "stale_version"))
    expect(await versionsOf(template.id)).toHaveLength(2)
  })

  it("lets one of two editors who publish the same state win, and sells exactly that version", async () => {
    const template = await make()
    for (let i = 0; i < 2; i++) await change(template.id, template.variant_id)
    const [row] = await knex("service_template").where({ id: template.id }).select("updated_at")
    const results = await Promise.allSettled(
      [2, 3].map((number) =>
        knex.transaction((trx) => publishVersion(trx, { template_id: template.id, number, expected: row.updated_at }))
      )
    )
    const won = results.flatMap((result) => (result.status === "fulfilled" ? [result.value.version.number] : []))
    expect(won).toHaveLength(1)
    expect((await currentTemplateVersions(knex, [template.product_id])).map(({ number }) => number)).toEqual(won)
  })

  it("sells nothing of a template until a version is published, then that version, and keeps when which was published", async () => {
    const template = await make(false)
    const sold = () => currentTemplateVersions(knex, [template.product_id])
    expect(await sold()).toEqual([])
    await knex.transaction((trx) => publishVersion(trx, { template_id: template.id }))
    await change(template.id, "variant_of_a_draft")
    expect(await sold()).toMatchObject([{ product_id: template.product_id, number: 1 }])
    await knex.transaction((trx) => publishVersion(trx, { template_id: template.id }))
    const published = await knex("service_template_publication as p")
      .join("service_template_version as v", "v.id", "p.version_id")
      .where({ "p.template_id": template.id })
      .orderBy("p.id")
      .select("v.number")
    expect(published.map(({ number }) => number)).toEqual([1, 2])
  })

  it("returns not_found for a version or a template that does not exist", async () => {
    const template = await make()
    await expect(
      knex.transaction((trx) => publishVersion(trx, { template_id: template.id, number: 99 }))
    ).rejects.toMatchObject({ code: "not_found" })
    await expect(change("stpl_nobody", "variant_x")).rejects.toMatchObject({ code: "not_found" })
  })
})
