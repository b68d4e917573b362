import { buffer } from "node:stream/consumers"

import fc from "fast-check"
import sharp from "sharp"

import { MOST_LOGO_CHARACTERS } from "../contracts/seller-profile"
import { normalizeLogo } from "./normalize-logo"

jest.setTimeout(120_000)

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 4, background: { r: 20, g: 90, b: 200, alpha: 0.5 } } })
const asLogo = (bytes: Buffer, kind = "png"): string => `data:image/${kind};base64,${bytes.toString("base64")}`
const bytesOf = (logo: string): Buffer => Buffer.from(logo.slice(logo.indexOf(",") + 1), "base64")
const refused = (logo: RegExp) =>
  expect.objectContaining({ code: "invalid_input", details: { logo: expect.stringMatching(logo) } })

/** As documents are drawn: fails when the picture can't be. */
const draw = async (logo: string): Promise<Buffer> => {
  const { default: PDFDocument } = await import("pdfkit")
  const pdf = new PDFDocument({ font: "" })
  pdf.image(logo, 0, 0, { fit: [160, 40] })
  const bytes = buffer(pdf)
  pdf.end()
  return bytes
}

describe("a logo", () => {
  it.each([
    ["png", picture(2000, 500).png()],
    ["an interlaced png", picture(300, 200).png({ progressive: true })],
    ["a png with a palette", picture(300, 200).png({ palette: true })],
    ["jpeg", picture(300, 200).jpeg()],
  ])("%s becomes a PNG of the size that documents need, which can be drawn", async (_kind, image) => {
    const logo = await normalizeLogo(asLogo(await image.toBuffer()))
    const { format, width = 0, height = 0, isProgressive } = await sharp(bytesOf(logo)).metadata()
    expect({ format, isProgressive }).toEqual({ format: "png", isProgressive: false })
    expect([width <= 480, height <= 120]).toEqual([true, true])
    expect(await normalizeLogo(logo)).toBe(logo)
    expect((await draw(logo)).toString("latin1")).toContain("/Subtype /Image")
  })

  it("smaller than documents need keeps its size", async () => {
    const logo = await normalizeLogo(asLogo(await picture(30, 20).png().toBuffer()))
    expect(await sharp(bytesOf(logo)).metadata()).toMatchObject({ width: 30, height: 20 })
  })

  it("of noise is kept with fewer colors, so that it is never too large to be saved again", async () => {
    const noise = Buffer.from(
      Array.from({ length: 480 * 120 * 3 }, (_, at) => (at * 7919 + ((at * at) % 251) * 31) % 256)
    )
    const image = sharp(noise, { raw: { width: 480, height: 120, channels: 3 } })
    const [all, kept] = [
      await image.clone().png().toBuffer(),
      await normalizeLogo(asLogo(await image.jpeg().toBuffer())),
    ]
    expect(asLogo(all).length).toBeGreaterThan(MOST_LOGO_CHARACTERS)
    expect(kept.length).toBeLessThanOrEqual(MOST_LOGO_CHARACTERS)
    expect((await draw(kept)).toString("latin1")).toContain("/Subtype /Image")
  })

  it("of a camera stands upright", async () => {
    const turned = await picture(30, 20).jpeg().withMetadata({ orientation: 6 }).toBuffer()
    expect(await sharp(bytesOf(await normalizeLogo(asLogo(turned, "jpeg")))).metadata()).toMatchObject({
      width: 20,
      height: 30,
    })
  })

  it("that is no picture, of another format or of too many pixels is refused", async () => {
    const others = [
      Buffer.from("no image"),
      Buffer.from("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"),
      await picture(20, 20).webp().toBuffer(),
      await picture(2100, 2000).png().toBuffer(),
    ]
    for (const bytes of others)
      await expect(normalizeLogo(asLogo(bytes))).rejects.toEqual(refused(/^Use a PNG or JPEG/))
  })

  it("that is damaged is refused, or can still be drawn", async () => {
    const whole = [await picture(40, 30).png().toBuffer(), await picture(40, 30).jpeg().toBuffer()]
    for (const bytes of whole)
      await expect(normalizeLogo(asLogo(bytes.subarray(0, bytes.length / 2)))).rejects.toEqual(
        refused(/damaged|PNG or JPEG/)
      )
    let drawn = 0
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...whole),
        fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        fc.integer({ min: 1, max: 255 }),
        async (bytes, where, change) => {
          const altered = Buffer.from(bytes)
          const at = Math.floor(where * bytes.length)
          altered.writeUInt8(altered.readUInt8(at) ^ change, at)
          const logo = await normalizeLogo(asLogo(altered)).catch((error: unknown) => {
            expect(error).toEqual(refused(/damaged|PNG or JPEG/))
          })
          if (logo && (await draw(logo)).length > 0) drawn += 1
        }
      ),
      { numRuns: 300 }
    )
    expect(drawn).toBeGreaterThan(0)
  })
})
