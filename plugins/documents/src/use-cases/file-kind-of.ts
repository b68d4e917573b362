import { FILE_KIND_NAMES, FILE_KINDS, type FileKind } from "../contracts/file-kinds"

const isKind = (value: string): value is FileKind => FILE_KIND_NAMES.some((kind) => kind === value)

/** The kind of a file by its bytes, whatever it is called; undefined for everything that no one may be asked for. */
export const fileKindOfContent = async (content: Uint8Array): Promise<FileKind | undefined> => {
  const { fileTypeFromBuffer } = await import("file-type")
  const found = await fileTypeFromBuffer(content)
  return found && isKind(found.ext) && FILE_KINDS[found.ext].mimeType === found.mime ? found.ext : undefined
}
