import type { ServiceImportOut } from "@atrium/service-provisioning/contracts"
import { type ApiAnswer, ok, type Shop } from "@atrium/test-kit"

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
