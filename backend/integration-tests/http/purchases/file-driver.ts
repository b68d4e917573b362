import type { PersonalFileOut } from "@atrium/documents/contracts"
import type { Shop } from "@atrium/test-kit"

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
