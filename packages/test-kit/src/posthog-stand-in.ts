import { createServer, type IncomingMessage } from "node:http"
import type { AddressInfo } from "node:net"
import { gunzipSync } from "node:zlib"

import { z } from "zod"

const PostHogEvent = z.looseObject({
  event: z.string(),
  uuid: z.string(),
  distinct_id: z.string(),
  timestamp: z.string(),
  properties: z.record(z.string(), z.unknown()),
})
export type PostHogEvent = z.output<typeof PostHogEvent>
const Batch = z.looseObject({ api_key: z.string(), batch: z.array(PostHogEvent) })

export type PostHogStandIn = {
  url: string
  /** Accepted events by uuid, as PostHog keeps one that is sent twice. */
  events: Map<string, PostHogEvent>
  /** Every batch that arrived, also refused ones, as text. */
  bodies: string[]
  /** `down` answers 503; `broken` closes the connection without an answer. */
  state: "up" | "down" | "broken"
  close(): Promise<void>
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array))
  const body = Buffer.concat(chunks)
  return (request.headers["content-encoding"] === "gzip" ? gunzipSync(body) : body).toString("utf8")
}

/** A stand-in for PostHog over HTTP: takes batches with the key of one project. */
export const startPostHog = async (apiKey: string): Promise<PostHogStandIn> => {
  const standIn: Omit<PostHogStandIn, "url" | "close"> = { events: new Map(), bodies: [], state: "up" }
  const answer = async (request: IncomingMessage): Promise<{ status: number; body: object } | undefined> => {
    const text = await bodyOf(request)
    if (request.method !== "POST" || !request.url?.startsWith("/batch")) return { status: 404, body: {} }
    standIn.bodies.push(text)
    if (standIn.state === "broken") return undefined
    if (standIn.state === "down") return { status: 503, body: { type: "server_error" } }
    const batch = Batch.safeParse(JSON.parse(text))
    if (!batch.success) return { status: 400, body: { type: "validation_error" } }
    if (batch.data.api_key !== apiKey) return { status: 401, body: { type: "authentication_error" } }
    for (const event of batch.data.batch) standIn.events.set(event.uuid, event)
    return { status: 200, body: { status: "Ok" } }
  }
  const server = createServer((request, response) => {
    void answer(request).then((result) => {
      if (!result) return request.socket.destroy()
      response.writeHead(result.status, { "content-type": "application/json" })
      return response.end(JSON.stringify(result.body))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve))
  const { port } = server.address() as AddressInfo
  return Object.assign(standIn, {
    url: `http://localhost:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  })
}
