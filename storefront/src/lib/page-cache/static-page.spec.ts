import fc from "fast-check"
import { brotliDecompressSync, gunzipSync } from "node:zlib"

import { acceptedEncoding, toStaticPage, encodedBody } from "./static-page"

const PAGE =
  '<!DOCTYPE html><html lang="en"><head><link rel="preload" href="/_next/f.woff2" as="font" crossorigin=""/>' +
  '<link rel="preload" as="script" fetchPriority="low" href="/_next/static/chunks/a.js"/>' +
  '<script src="/_next/static/chunks/a.js" async=""></script><link rel="stylesheet" href="/_next/a.css"/></head><body>' +
  '<script type="application/ld+json">{"name":"\\u003cb>"}</script><h1>Tax &lt;script&gt;alert(1)&lt;/script&gt;</h1>' +
  '<script src="/upload.js?v=1" async=""></script><script src="/other.js"></script>' +
  '<script src="/shop.js?v=1" defer=""></script><script>self.__next_f.push([1,"x"])</script></body></html>'

describe("a static page", () => {
  it("contains no inline scripts and no React, but the shop's scripts, styles and structured data", () => {
    const { html } = toStaticPage(PAGE)
    expect([...html.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag)).toEqual([
      '<script type="application/ld+json">',
      '<script src="/upload.js?v=1" async="">',
      '<script src="/shop.js?v=1" defer="">',
    ])
    expect(html).not.toContain("chunks/a.js")
    for (const kept of ["f.woff2", "a.css", "&lt;script&gt;alert(1)", '{"name":"\\u003cb>"}'])
      expect(html).toContain(kept)
  })

  it("is refused if it contains streamed content or script attributes", () => {
    for (const part of [
      '<template id="B:0"></template>',
      '<div hidden="" id="S:0">late</div>',
      '<script>$RC("B:0","S:0")</script>',
      '<form action="javascript:throw 1">',
      '<img src="x" onerror="alert(1)"/>',
    ])
      expect(() => toStaticPage(PAGE.replace("<h1>", `${part}<h1>`))).toThrow(/needs React/)
  })

  it("has an ETag of its content, and the same content in every encoding", async () => {
    const document = toStaticPage(PAGE)
    expect(toStaticPage(PAGE).etag).toBe(document.etag)
    expect(toStaticPage(PAGE.replace("Tax", "Visa")).etag).not.toBe(document.etag)
    expect((await encodedBody(document, "identity")).toString()).toBe(document.html)
    expect(gunzipSync(await encodedBody(document, "gzip")).toString()).toBe(document.html)
    expect(brotliDecompressSync(await encodedBody(document, "br")).toString()).toBe(document.html)
  })

  it("uses an encoding that the browser accepts", () => {
    expect(acceptedEncoding("gzip, deflate, br, zstd")).toBe("br")
    expect(acceptedEncoding("br;q=0, GZIP;q=0.5")).toBe("gzip")
    expect(acceptedEncoding("zstd")).toBe("identity")
    expect(acceptedEncoding(null)).toBe("identity")
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (header) =>
        ["br", "gzip", "identity"].includes(acceptedEncoding(header))
      )
    )
  })
})
