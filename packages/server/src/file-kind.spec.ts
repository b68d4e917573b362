import { deflateSync, crc32 } from "node:zlib"

import { fileKindOf, isAcceptedType } from "./file-kind"

const chunk = (type: string, data: Buffer) => {
  const body = Buffer.concat([Buffer.from(type), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

const png = (width: number, height: number) => {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2], 8)
  const signature = Buffer.from("\x89PNG\r\n\x1a\n", "latin1")
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.alloc(4))),
    chunk("IEND", Buffer.alloc(0)),
  ])
}

const gif = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64")
const webp = Buffer.from("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA", "base64")

describe("the kind of a file", () => {
  it("recognizes a file by its content, not by its name", () => {
    expect(fileKindOf(png(2, 2), "page.html")).toEqual({ extension: "png", mimeType: "image/png" })
    expect(fileKindOf(gif, "x.png")?.extension).toBe("gif")
    expect(fileKindOf(webp, "x.csv")?.extension).toBe("webp")
    expect(fileKindOf(Buffer.from("Handle,Title\r\na,Ä"), "Products.CSV")?.mimeType).toBe("text/csv")
  })

  it.each([
    ["HTML under a picture's name", Buffer.from("<html><script>alert(1)</script>"), "a.png"],
    ["HTML under a list's name", Buffer.from("\n <!doctype html>"), "a.csv"],
    ["SVG", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), "a.svg"],
    ["a script", Buffer.from("alert(1)"), "a.js"],
    ["only the first bytes of a picture", Buffer.from("\x89PNG\r\n\x1a\n<script>", "latin1"), "a.png"],
    ["a script that begins like a GIF", Buffer.from("GIF89a=1;alert(1)//".slice(0, 8)), "a.gif"],
    ["a picture too large to decode", png(60_000, 60_000), "a.png"],
    ["bytes under a list's name", Buffer.from([0x4d, 0x5a, 0x00, 0xff]), "a.csv"],
    ["a PDF", Buffer.from("%PDF-1.7"), "a.pdf"],
    ["nothing", Buffer.alloc(0), "a.png"],
  ])("accepts no %s", (_what, content, name) => {
    expect(fileKindOf(content, name)).toBeUndefined()
  })

  it("checks only the declared type of a direct upload", () => {
    for (const type of ["text/html", "image/svg+xml", "text/javascript", "image/png+xml", "IMAGE/PNG;x=y", ""])
      expect(isAcceptedType(type)).toBe(false)
    for (const type of ["image/png", "image/avif", "text/csv"]) expect(isAcceptedType(type)).toBe(true)
  })
})
