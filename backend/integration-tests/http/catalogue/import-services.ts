import { randomUUID } from "node:crypto"

import type { ServiceImportOut } from "@atrium/service-provisioning/contracts"
import { type ApiAnswer, DEMO_PASSWORD, ok, type Shop } from "@atrium/test-kit"
import { parse } from "csv-parse/sync"

type One = { service_import: ServiceImportOut }
type Failure = { code: string; details?: Record<string, string> }

/** What staff do with CSV files of services. */
export const csvDriver = (shop: Shop, token: () => string) => {
  const headers = () => ({ authorization: `Bearer ${token()}` })

  const send = async (content: string | Uint8Array<ArrayBuffer>, name = "services.csv") => {
    const form = new FormData()
    form.set("file", new Blob([content], { type: "text/csv" }), name)
    const response = await fetch(`${shop.baseUrl()}/admin/service-imports`, {
      method: "POST",
      headers: headers(),
      body: form,
    })
    const body = (await response.json()) as One & Failure
    return { status: response.status, body }
  }

  const read = async (id: string): Promise<ServiceImportOut> =>
    ok(await shop.api.raw<One>("GET", `/admin/service-imports/${id}`, { headers: headers() })).service_import

  /** Uploads a file and has it checked. */
  const check = async (content: string | Uint8Array<ArrayBuffer>): Promise<ServiceImportOut> => {
    const { status, body } = await send(content)
    if (status !== 202) throw new Error(`The file was refused: ${JSON.stringify(body)}`)
    await shop.drainWork()
    return read(body.service_import.id)
  }

  const confirm = (id: string, body: object = {}): Promise<ApiAnswer<One & Failure>> =>
    shop.api.raw("POST", `/admin/service-imports/${id}/confirm`, { headers: headers(), body })

  return {
    send,
    read,
    check,
    confirm,
    /** Checks and imports a file. */
    async import(content: string | Uint8Array<ArrayBuffer>, body: object = {}): Promise<ServiceImportOut> {
      const { id } = await check(content)
      ok(await confirm(id, body))
      await shop.drainWork()
      return read(id)
    },
    async text(path: string): Promise<string> {
      const answer = await shop.api.raw<string>("GET", path, { headers: headers() })
      return ok(answer)
    },
  }
}

/** A CSV file of rows. */
export const csvOf = (rows: readonly Readonly<Record<string, string | number>>[], separator = ","): string => {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const cell = (value: string | number | undefined) => `"${String(value ?? "").replaceAll('"', '""')}"`
  return [columns, ...rows.map((row) => columns.map((column) => row[column]))]
    .map((line) => line.map(cell).join(separator))
    .join("\r\n")
}

export type Row = Record<string, string>

export const rowsOf = (text: string): Row[] => parse(text, { columns: true, bom: true })

/** A handle that no other test has. */
export const handle = (): string => `csv-${randomUUID()}`

/** A line that creates a service with one tier. */
export const row = (name: string, more: Row = {}): Row => ({
  handle: name,
  title: `Service ${name}`,
  short_description: "Made by a file",
  status: "published",
  tier: "Basic",
  price_inr: "1499.50",
  ...more,
})

/** The administrator's CSV files, and what they did. Call it in a suite: it signs in before its tests. */
export const adminCsv = (shop: Shop) => {
  let token = ""
  beforeAll(async () => {
    token = await shop.signIn("user", "admin@atrium.test", DEMO_PASSWORD)
  })
  const csv = csvDriver(shop, () => token)
  return {
    csv,
    exported: async (name: string): Promise<Row[]> =>
      rowsOf(await csv.text("/admin/service-exports")).filter((one) => one.handle === name),
    productsCalled: async (name: string): Promise<number> =>
      Number((await shop.knex()("product").where({ handle: name }).whereNull("deleted_at").count())[0]?.count),
  }
}
