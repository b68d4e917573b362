import { imageSize } from "image-size"

/** Pictures that a browser decodes and can never run, by the first bytes of their content. */
const PICTURES = [
  { extension: "png", mimeType: "image/png", is: (start: string) => start.startsWith("\x89PNG\r\n\x1a\n") },
  { extension: "jpg", mimeType: "image/jpeg", is: (start: string) => start.startsWith("\xff\xd8\xff") },
  { extension: "gif", mimeType: "image/gif", is: (start: string) => /^GIF8[79]a/.test(start) },
  { extension: "webp", mimeType: "image/webp", is: (start: string) => /^RIFF[^]{4}WEBPVP8/.test(start) },
  { extension: "avif", mimeType: "image/avif", is: (start: string) => /^[^]{4}ftypavi[fs]/.test(start) },
] as const

const CSV = { extension: "csv", mimeType: "text/csv" } as const

export type FileKind = { extension: string; mimeType: string }

/** More is a mistake or an attack on the decoder. */
const MAX_SIDE_PIXELS = 16_000
const MAX_PIXELS = 100_000_000

const isDecodable = (content: Buffer): boolean => {
  try {
    const { width, height } = imageSize(content)
    const sides = [width, height]
    return sides.every((side) => side > 0 && side <= MAX_SIDE_PIXELS) && width * height <= MAX_PIXELS
  } catch {
    // Whatever the decoder stumbled over, it is no picture.
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
 * What a file is, by its content and not by what its sender calls it; undefined for everything that is neither a
 * picture nor, under a name that ends in .csv, a text. An SVG is a document with scripts and no picture here.
 */
export const fileKindOf = (content: Buffer, name: string): FileKind | undefined => {
  const picture = pictureOf(content)
  if (picture) return picture
  return /\.csv$/i.test(name) && isText(content) ? { ...CSV } : undefined
}

/** The kinds that may be sent straight to a store of files, whose content we do not see. */
export const isAcceptedType = (mimeType: string): boolean =>
  [...PICTURES, CSV].some((kind) => kind.mimeType === mimeType)
