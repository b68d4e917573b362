// Separate from the other contracts, because the storefront uses it in the browser before zod is loaded.

/** Kinds of files that people may be asked for. A file's kind is known by its content, never by its name. */
export const FILE_KIND_NAMES = ["pdf", "jpg", "png", "webp", "heic", "docx", "xlsx", "odt"] as const
export type FileKind = (typeof FILE_KIND_NAMES)[number]

export const FILE_KINDS = {
  pdf: { label: "PDF", mimeType: "application/pdf" },
  jpg: { label: "JPG", mimeType: "image/jpeg" },
  png: { label: "PNG", mimeType: "image/png" },
  webp: { label: "WebP", mimeType: "image/webp" },
  heic: { label: "HEIC", mimeType: "image/heic" },
  docx: { label: "Word", mimeType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
  xlsx: { label: "Excel", mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
  odt: { label: "OpenDocument text", mimeType: "application/vnd.oasis.opendocument.text" },
} as const satisfies Record<FileKind, { label: string; mimeType: string }>

/** Bytes of one file, whatever the rule of its question allows. */
export const MOST_FILE_BYTES = 10 * 1024 * 1024
/** Files that one question may ask for. */
export const MOST_FILES = 10
/** Bytes of all files of one cart, draft or request that wait. */
export const MOST_WAITING_BYTES = 60 * 1024 * 1024

/** What files a question takes. */
export type FileRule = { readonly kinds: readonly FileKind[]; readonly max_bytes: number; readonly max_files: number }

/** Of a question without a rule. */
export const DEFAULT_FILE_RULE: FileRule = {
  kinds: ["pdf", "jpg", "png", "webp", "heic", "docx"],
  max_bytes: MOST_FILE_BYTES,
  max_files: 5,
}

/** `PDF, JPG or PNG`. */
export const kindsInWords = (kinds: readonly FileKind[]): string => {
  const labels = kinds.map((kind) => FILE_KINDS[kind].label)
  const last = labels.at(-1) ?? ""
  return labels.length > 1 ? `${labels.slice(0, -1).join(", ")} or ${last}` : last
}

/** `10 MB`, `1.5 MB` or `300 kB`. */
export const bytesInWords = (bytes: number): string => {
  const megabytes = bytes / (1024 * 1024)
  if (megabytes >= 1) return `${Math.round(megabytes * 10) / 10} MB`
  return `${Math.max(1, Math.round(bytes / 1024))} kB`
}

/** The value of a file field's `accept`: phones then offer camera and photos where pictures are among the kinds. */
export const acceptedTypes = (kinds: readonly FileKind[]): string =>
  kinds.flatMap((kind) => [`.${kind}`, ...(kind === "jpg" ? [".jpeg"] : []), FILE_KINDS[kind].mimeType]).join(",")
