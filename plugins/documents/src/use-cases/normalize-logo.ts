import { commonErrors } from "@atrium/kernel"

import { MOST_LOGO_CHARACTERS } from "../contracts/seller-profile"

/** Three times the points that documents have for it, so that it is sharp in print. */
const MOST = { width: 480, height: 120, fit: "inside", withoutEnlargement: true } as const
/** Far more than a logo has; unpacked, one of a few kilobytes could otherwise fill the memory. */
const MOST_PIXELS = 4_000_000

const refuse = (logo: string) => commonErrors.fail("invalid_input", { details: { logo } })

const dataUrl = (bytes: Buffer): string => `data:image/png;base64,${bytes.toString("base64")}`

/**
 * A logo as documents keep it: a PNG of the size that they need, from a PNG or JPEG as a data URL. The library that draws
 * documents fails on damaged and unusual pictures when it is too late, so that each is decoded before it is stored.
 * @throws invalid_input when it can't be decoded whole
 */
export const normalizeLogo = async (logo: string): Promise<string> => {
  const { default: sharp } = await import("sharp")
  const image = sharp(Buffer.from(logo.slice(logo.indexOf(",") + 1), "base64"), {
    failOn: "warning",
    limitInputPixels: MOST_PIXELS,
  })
  const { format } = await image.metadata().catch(() => ({ format: undefined }))
  if (format !== "png" && format !== "jpeg") throw refuse("Use a PNG or JPEG image of at most 2,000 × 2,000 pixels")
  const drawn = image.autoOrient().resize(MOST)
  const asPng = (palette: boolean) =>
    drawn
      .clone()
      .png({ palette })
      .toBuffer()
      .then(dataUrl)
      .catch(() => {
        throw refuse("This image is damaged. Save it again as PNG or JPEG, and choose the new file")
      })
  const whole = await asPng(false)
  // With 256 colors, a picture of this size is never too large: it has at most 57,600 pixels of a byte each.
  return whole.length > MOST_LOGO_CHARACTERS ? asPng(true) : whole
}
