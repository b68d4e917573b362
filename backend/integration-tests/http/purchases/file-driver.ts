import type { PersonalFileOut } from "@atrium/documents/contracts"
import { ok, type Service, type Shop, someService } from "@atrium/test-kit"

import { makeService } from "../catalogue/make-service"

export type SentFile = { file: PersonalFileOut; code: string; details?: Record<string, string> }

/** A small PDF; `text` makes it another one. */
export const pdf = (text = "hello"): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(`%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\n% ${text}\nendobj\n%%EOF\n`)

/** A PNG of one pixel. */
export const png = (): Uint8Array<ArrayBuffer> =>
  new Uint8Array(
    Buffer.from(
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
      "base64"
    )
  )

/** Sends files as a browser's form does. */
export const filesOf = ({ baseUrl, publishableKey }: Shop) => ({
  async send(
    path: string,
    { content = pdf(), name = "passport.pdf" }: { content?: Uint8Array<ArrayBuffer>; name?: string } = {},
    headers: Record<string, string> = {}
  ): Promise<{ status: number; body: SentFile }> {
    const form = new FormData()
    form.set("file", new Blob([content]), name)
    const answer = await fetch(baseUrl() + path, {
      method: "POST",
      headers: { "x-publishable-api-key": publishableKey(), ...headers },
      body: form,
    })
    return { status: answer.status, body: (await answer.json()) as SentFile }
  },
  async download(path: string, headers: Record<string, string> = {}) {
    const answer = await fetch(baseUrl() + path, { headers: { "x-publishable-api-key": publishableKey(), ...headers } })
    return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) }
  },
})

const FILE_RULE = { kinds: ["pdf", "png"], max_bytes: 20_000, max_files: 2 }

/** A service of its own that asks for a passport and may take another file, and the drafts of its plans. */
export const fileServiceOf = (shop: Shop) => {
  const { api, container } = shop
  const { send } = filesOf(shop)
  let service: Service
  beforeAll(async () => {
    const made = await makeService(container())
    const questions = [
      { id: "passport", label: "Passport", type: "file", required: true, file: FILE_RULE },
      { id: "other", label: "Other", type: "file", required: false },
    ]
    ok(await api.admin.post(`/admin/service-templates/${made.templateId}`, { content: { ...made.content, questions } }))
    ok(await api.admin.post(`/admin/service-templates/${made.templateId}/publish`, {}))
    service = await someService(api, made.handle)
  })

  /** A draft of a plan, which files can be sent for. */
  const openDraft = async (headers: Record<string, string> = {}) => {
    const plan = { service: service.handle, tier_id: service.tiers[0]?.id, quantity: 1 }
    const { draft } = ok(
      await api.store.post<{ draft: { id: string; token: string } }>(
        "/store/checkout-drafts",
        { plan, values: {} },
        headers
      )
    )
    const path = `/store/checkout-drafts/${draft.id}/files`
    return { path, to: `${path}?question_id=passport`, headers: { "x-draft-token": draft.token, ...headers } }
  }
  const fileOf = async (draft: Awaited<ReturnType<typeof openDraft>>, name?: string): Promise<string> => {
    const sent = await send(draft.to, name === undefined ? {} : { name }, draft.headers)
    if (sent.status !== 201) throw new Error(JSON.stringify(sent.body))
    return sent.body.file.id
  }
  return { service: () => service, openDraft, fileOf }
}
