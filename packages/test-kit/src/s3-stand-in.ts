import { createHash, createHmac } from "node:crypto"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"

export type StoredObject = { readonly content: Buffer; readonly type: string; readonly acl: string }

const KEYS = { accessKeyId: "AKIASTANDIN", secretAccessKey: "stand-in-secret" }

const hmac = (key: string | Buffer, text: string): Buffer => createHmac("sha256", key).update(text).digest()

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

const bytesOf = async (request: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = []
  for await (const part of request) if (part instanceof Uint8Array) parts.push(Buffer.from(part))
  return Buffer.concat(parts)
}

/** Whether a link or a request was signed with the stand-in's key, for its scope, and has not expired. */
const isSigned = (request: IncomingMessage, query: URLSearchParams): boolean => {
  const header = request.headers.authorization ?? ""
  const credential = query.get("X-Amz-Credential") ?? /Credential=([^,]+)/.exec(header)?.[1] ?? ""
  const signature = query.get("X-Amz-Signature") ?? /Signature=([0-9a-f]+)/.exec(header)?.[1] ?? ""
  const [id, day = "", region = "", service = ""] = credential.split("/")
  if (id !== KEYS.accessKeyId || service !== "s3" || !/^[0-9a-f]{64}$/.test(signature)) return false
  if (header) return true
  // SigV4 of a link whose only signed header is the host.
  const time = query.get("X-Amz-Date") ?? ""
  const signed = [...query.entries()]
    .filter(([name]) => name !== "X-Amz-Signature")
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join("&")
  const path = new URL(request.url ?? "", "http://s3").pathname
  const canonical = [request.method, path, signed, `host:${request.headers.host}`, "", "host", "UNSIGNED-PAYLOAD"]
  const hash = createHash("sha256").update(canonical.join("\n")).digest("hex")
  const text = ["AWS4-HMAC-SHA256", time, `${day}/${region}/s3/aws4_request`, hash].join("\n")
  const key = [day, region, "s3", "aws4_request"].reduce<string | Buffer>(hmac, `AWS4${KEYS.secretAccessKey}`)
  return hmac(key, text).toString("hex") === signature
}

/** What the SDK sends in chunks is framed by lengths and signatures; what a link receives is the content itself. */
const contentOf = (request: IncomingMessage, body: Buffer): Buffer => {
  if (!(request.headers["content-encoding"] ?? "").includes("aws-chunked")) return body
  const length = Number(request.headers["x-amz-decoded-content-length"])
  const start = body.indexOf("\r\n") + 2
  return body.subarray(start, start + length)
}

/**
 * A bucket as S3 answers for it: objects are private unless they were stored as public, every other request must be signed,
 * and what isn't there is 404.
 */
export const startS3StandIn = async () => {
  const objects = new Map<string, StoredObject>()
  let failing = false
  const answer = (res: ServerResponse, status: number, body: Buffer | string = "", type = "application/xml") => {
    res.writeHead(status, { "content-type": type, "content-length": Buffer.byteLength(body) })
    res.end(body)
  }
  const handle = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const url = new URL(req.url ?? "", "http://s3")
    const key = decodeURIComponent(url.pathname.replace(/^\/[^/]+\//, ""))
    const found = objects.get(key)
    const open = req.method === "GET" && found?.acl === "public-read"
    const body = await bytesOf(req)
    if (failing) return answer(res, 503, "<Error><Code>SlowDown</Code></Error>")
    if (!open && !isSigned(req, url.searchParams)) return answer(res, 403, "<Error><Code>AccessDenied</Code></Error>")
    if (req.method === "PUT") {
      const acl = url.searchParams.get("x-amz-acl") ?? req.headers["x-amz-acl"] ?? "private"
      const type = req.headers["content-type"] ?? "application/octet-stream"
      objects.set(key, { content: contentOf(req, body), type, acl: String(acl) })
      return answer(res, 200)
    }
    if (req.method === "DELETE") {
      objects.delete(key)
      return answer(res, 204)
    }
    if (!found) return answer(res, 404, "<Error><Code>NoSuchKey</Code></Error>")
    return answer(res, 200, found.content, found.type)
  }
  const server = createServer((req, res) => void handle(req, res))
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    ...KEYS,
    objects,
    /** Whether every request is answered with an outage. */
    fail: (on: boolean) => {
      failing = on
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
