import { randomUUID } from "node:crypto"
import { mkdir, readdir, rm, stat, writeFile } from "node:fs/promises"
import { join } from "node:path"

import { retentionRules } from "@atrium/server"
import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { LocalFileService } from "@medusajs/medusa/file-local"

import { isChosenKey, isKept, PRIVATE_FILE_DAYS, privateFileUrl } from "../../config/private-files"

type NewFile = Parameters<LocalFileService["upload"]>[0]
type NewStream = Parameters<LocalFileService["getUploadStream"]>[0]
type Asked = Parameters<LocalFileService["getPresignedDownloadUrl"]>[0]
type Options = ConstructorParameters<typeof LocalFileService>[1] & { admin_url: string }

const isPrivate = (key: string): boolean => key.startsWith("private-")

/**
 * Stores files on disk as core does, except private ones: exports and imports of orders, products and stock. Core puts
 * those into the folder it serves publicly; here they are in another folder, with names that can't be guessed, and staff
 * download them through `/admin/private-files/:key`. Only images are ever public.
 */
class LocalFiles extends LocalFileService {
  private readonly adminUrl: string

  constructor(container: unknown, options: Options) {
    super(container, options)
    this.adminUrl = options.admin_url
    retentionRules.add("backend", {
      table: "private files",
      what: "exports and imports of orders, products and stock",
      keptDays: PRIVATE_FILE_DAYS,
      why: "staff download an export when it is ready, and can export again",
      time: "machine",
      remove: (_container, before) => this.removeOld(before),
    })
  }

  override async upload(file: NewFile) {
    if (isChosenKey(file.filename)) return this.uploadAs(file.filename, file)
    const kept = await super.upload(stored(file))
    return { ...kept, url: this.urlOf(kept.key, kept.url) }
  }

  override async getUploadStream(file: NewStream) {
    const opened = await super.getUploadStream(stored(file))
    return { ...opened, url: this.urlOf(opened.fileKey, opened.url) }
  }

  override async getPresignedDownloadUrl(file: Asked) {
    return this.urlOf(file.fileKey, await super.getPresignedDownloadUrl(file))
  }

  private async uploadAs(key: string, { content }: NewFile) {
    await mkdir(this.privateUploadDir_, { recursive: true })
    await writeFile(join(this.privateUploadDir_, key), Buffer.from(content, "base64"), { mode: 0o600 })
    return { key, url: this.urlOf(key, "") }
  }

  private urlOf(key: string, publicUrl: string): string {
    return isPrivate(key) ? privateFileUrl(this.adminUrl, key) : publicUrl
  }

  private async removeOld(before: Date): Promise<number> {
    let removed = 0
    const names = await readdir(this.privateUploadDir_).catch(nothingWhenMissing)
    for (const name of (names ?? []).filter((name) => isPrivate(name) && !isKept(name))) {
      const path = join(this.privateUploadDir_, name)
      // Several servers share the folder: another one may already have deleted the file.
      const file = await stat(path).catch(nothingWhenMissing)
      if (!file || file.mtime >= before) continue
      await rm(path, { force: true })
      removed += 1
    }
    return removed
  }
}

/** Ignores a missing folder or file. Other errors are thrown, because the content would otherwise stay forever. */
const nothingWhenMissing = (error: unknown): undefined => {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined
  throw error
}

const stored = <T extends { filename: string; mimeType: string; access?: string }>(file: T): T =>
  file.access === "public" && file.mimeType.startsWith("image/")
    ? file
    : { ...file, access: "private", filename: `${randomUUID()}-${file.filename}` }

export default ModuleProvider(Modules.FILE, { services: [LocalFiles] })
