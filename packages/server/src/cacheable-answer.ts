import { createHash } from "node:crypto"
import type { IncomingHttpHeaders } from "node:http"
import { promisify } from "node:util"
import { brotliCompress, constants, gzip } from "node:zlib"

export type Encoding = "br" | "gzip" | "identity"

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

// Higher levels take several times as long and save a few percent.
const BROTLI_LEVEL = 5
/** Below this, a packet is a packet. */
const SMALLEST_COMPRESSED = 1024

const compress = (bytes: Buffer, encoding: Exclude<Encoding, "identity">): Promise<Buffer> =>
  encoding === "gzip" ? zip(bytes) : brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_LEVEL } })

const weightOf = (parameters: readonly string[]): number => {
  const quality = parameters.map((parameter) => /^\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*$/i.exec(parameter)?.[1])
  const stated = quality.find((value) => value !== undefined)
  return stated === undefined ? 1 : Number(stated)
}

/**
 * The best of our encodings that an `Accept-Encoding` header accepts: the one it weighs most, Brotli before gzip. Without
 * a header, or where it names neither, the bytes as they are.
 */
export const acceptedEncoding = (header: string | undefined): Encoding => {
  const weights = new Map<string, number>()
  for (const part of (header ?? "").slice(0, 500).split(",")) {
    const [name = "", ...parameters] = part.split(";")
    weights.set(name.trim().toLowerCase(), weightOf(parameters))
  }
  const [br, gz] = ["br", "gzip"].map((name) => weights.get(name) ?? weights.get("*") ?? 0)
  if (!br && !gz) return "identity"
  return (br ?? 0) >= (gz ?? 0) ? "br" : "gzip"
}

/** An answer that is the same for everyone who asks alike: made once, kept as the bytes that are sent. */
export type CacheableAnswer = {
  readonly etag: string
  readonly bytes: Buffer
  /** Compressed when the first reader wants it so. */
  readonly compressed: Map<Encoding, Promise<Buffer>>
}

export const cacheableAnswer = (body: unknown): CacheableAnswer => {
  const bytes = Buffer.from(JSON.stringify(body))
  // Weak: every encoding has this one.
  const etag = `W/"${createHash("sha256").update(bytes).digest("base64url").slice(0, 27)}"`
  return { etag, bytes, compressed: new Map() }
}

const encoded = (answer: CacheableAnswer, encoding: Encoding): Promise<Buffer> | Buffer => {
  if (encoding === "identity") return answer.bytes
  const known = answer.compressed.get(encoding)
  if (known) return known
  const bytes = compress(answer.bytes, encoding)
  answer.compressed.set(encoding, bytes)
  return bytes
}

const isKnown = (header: string | undefined, etag: string): boolean =>
  header !== undefined && header.split(",").some((candidate) => ["*", etag].includes(candidate.trim()))

export type WireAnswer = {
  readonly status: 200 | 304
  readonly headers: Readonly<Record<string, string | number>>
  readonly body: Buffer | undefined
}

/**
 * What is sent for a request with these headers: 304 to a reader who has the answer, else its bytes in an encoding the
 * reader accepts. Not left to Express: it sends the whole answer again when the request says `Cache-Control: no-cache`,
 * which fetch adds automatically to every conditional request.
 */
export const answerFor = async (
  answer: CacheableAnswer,
  request: IncomingHttpHeaders,
  headers: Readonly<Record<string, string>>
): Promise<WireAnswer> => {
  const common = { ...headers, ETag: answer.etag }
  if (isKnown(request["if-none-match"], answer.etag)) return { status: 304, headers: common, body: undefined }
  const encoding = answer.bytes.length < SMALLEST_COMPRESSED ? "identity" : acceptedEncoding(request["accept-encoding"])
  const body = await encoded(answer, encoding)
  return {
    status: 200,
    headers: {
      ...common,
      "Content-Type": "application/json; charset=utf-8",
      "Content-Length": body.length,
      ...(encoding === "identity" ? {} : { "Content-Encoding": encoding }),
    },
    body,
  }
}
