import { brotliDecompressSync, gunzipSync } from "node:zlib"

import { acceptedEncoding, answerFor, cacheableAnswer } from "./cacheable-answer"

const long = { words: "consultation ".repeat(200) }
const HEADERS = { "Cache-Control": "public, max-age=2" }

describe("the encoding of an answer", () => {
  it.each([
    [undefined, "identity"],
    ["", "identity"],
    ["identity", "identity"],
    ["gzip, deflate", "gzip"],
    ["gzip, deflate, br, zstd", "br"],
    ["GZIP", "gzip"],
    ["br;q=0.5, gzip;q=0.8", "gzip"],
    ["br;q=0, gzip;q=0", "identity"],
    ["br;q=0, *", "gzip"],
    ["*;q=0", "identity"],
    ["*", "br"],
    ["zstd", "identity"],
  ])("for Accept-Encoding %p is %s", (header, encoding) => {
    expect(acceptedEncoding(header)).toBe(encoding)
  })

  it("is the one the reader accepts, with the same content and ETag in each", async () => {
    const answer = cacheableAnswer(long)
    const [plain, zipped, brotli] = await Promise.all(
      ["identity", "gzip", "br"].map((encoding) => answerFor(answer, { "accept-encoding": encoding }, HEADERS))
    )
    expect(JSON.parse(String(plain?.body))).toEqual(long)
    expect(gunzipSync(zipped?.body ?? "").toString()).toBe(String(plain?.body))
    expect(brotliDecompressSync(brotli?.body ?? "").toString()).toBe(String(plain?.body))
    for (const each of [plain, zipped, brotli])
      expect(each?.headers).toMatchObject({ ...HEADERS, ETag: answer.etag, "Content-Length": each?.body?.length })
    expect([plain, zipped, brotli].map((each) => each?.headers["Content-Encoding"])).toEqual([undefined, "gzip", "br"])
  })

  it("is none for an answer that fits into one packet", async () => {
    const sent = await answerFor(cacheableAnswer({ count: 0 }), { "accept-encoding": "br" }, HEADERS)
    expect([String(sent.body), sent.headers["Content-Encoding"]]).toEqual(['{"count":0}', undefined])
  })
})

describe("a reader who has the answer", () => {
  it("gets 304 without a body, whichever way the tag is sent", async () => {
    const answer = cacheableAnswer(long)
    for (const tag of [answer.etag, `"other", ${answer.etag}`, "*"]) {
      const sent = await answerFor(answer, { "if-none-match": tag, "accept-encoding": "br" }, HEADERS)
      expect([sent.status, sent.body, sent.headers.ETag]).toEqual([304, undefined, answer.etag])
    }
  })

  it("gets another answer whole", async () => {
    const before = cacheableAnswer({ price: 1 }).etag
    expect(await answerFor(cacheableAnswer({ price: 2 }), { "if-none-match": before }, HEADERS)).toMatchObject({
      status: 200,
    })
  })
})
