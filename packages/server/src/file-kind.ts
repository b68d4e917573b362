import { imageSize } from "image-size"

/** Image formats that a browser decodes and never executes, recognized by their first bytes. */
const PICTURES = [
  { extension: "png", mimeType: "image/png", is: (start: string) => start.startsWith("\x89PNG\r\n\x1a\n") },
  { extension: "jpg", mimeType: "image/jpeg", is: (start: string) => start.startsWith("\xff\xd8\xff") },
  { extension: "gif", mimeType: "image/gif", is: (start: string) => /^GIF8[79]a/.test(start) },
  { extension: "webp", mimeType: "image/webp", is: (start: string) => /^RIFF[^]{4}WEBPVP8/.test(start) },
  { extension: "avif", mimeType: "image/avif", is: (start: string) => /^[^]{4}ftypavi[fs]/.test(start) },
] as const

const CSV = { extension: "csv", mimeType: "text/csv" } as const

export type FileKind = { extension: string; mimeType: string }

/** Larger images are a mistake or an attack on the decoder. */
const MAX_SIDE_PIXELS = 16_000
const MAX_PIXELS = 100_000_000

const isDecodable = (content: Buffer): boolean => {
  try {
    const { width, height } = imageSize(content)
    const sides = [width, height]
    return sides.every((side) => side > 0 && side <= MAX_SIDE_PIXELS) && width * height <= MAX_PIXELS
  } catch {
    // What the decoder cannot read is not an image.
    return false
  }
}

const pictureOf = (content: Buffer): FileKind | undefined => {
  const start = content.toString("latin1", 0, 32)
  const found = PICTURES.find(({ is }) => is(start))
  return found && isDecodable(content) ? { extension: found.extension, mimeType: found.mimeType } : undefined
}

const isText = (content: Buffer): boolean => {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(content)
    return !text.includes("\0") && !text.trimStart().startsWith("<")
  } catch {
    return false
  }
}

/**
 * The kind of a file by its content, not by its declared type; undefined for anything that is neither an image nor a
 * text named *.csv. An SVG is a document that can contain scripts, so it does not count as an image.
 */
export const fileKindOf = (content: Buffer, name: string): FileKind | undefined => {
  const picture = pictureOf(content)
  if (picture) return picture
  return /\.csv$/i.test(name) && isText(content) ? { ...CSV } : undefined
}

/** The types that may be uploaded directly to file storage, where we cannot check the content. */
export const isAcceptedType = (mimeType: string): boolean =>
  [...PICTURES, CSV].some((kind) => kind.mimeType === mimeType)
