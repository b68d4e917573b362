import { S3FileService } from "@medusajs/file-s3/dist/services/s3-file"
import { ModuleProvider, Modules } from "@medusajs/framework/utils"

import { isChosenKey } from "../../config/private-files"

type NewFile = Parameters<S3FileService["upload"]>[0]
type Deleted = Parameters<S3FileService["delete"]>[0]
type Options = ConstructorParameters<typeof S3FileService>[1]

/** A file that can't be stored or deleted. The message has the status alone: keys and addresses stay out of logs. */
class StorageError extends Error {
  override readonly name = "StorageError"
}

/**
 * Stores files in a bucket as core does, except that a file keeps the key that a plugin chose, so that the plugin can delete
 * what an interrupted upload may have left, and that a deletion which failed is an error: core only logs it. Only images
 * are ever public.
 */
export class S3Files extends S3FileService {
  constructor(container: ConstructorParameters<typeof S3FileService>[0], options: Options) {
    super(container, {
      download_file_duration: 600,
      ...options,
      // Otherwise a signed link contains the checksum of an empty file.
      additional_client_config: { requestChecksumCalculation: "WHEN_REQUIRED", ...options.additional_client_config },
    })
  }

  override async upload(file: NewFile) {
    const isPublic = file.access === "public" && file.mimeType.startsWith("image/")
    const kept = { ...file, access: isPublic ? "public" : "private" } as const
    return isChosenKey(file.filename) ? this.uploadAs(kept) : super.upload(kept)
  }

  override async delete(files: Deleted): Promise<void> {
    await super.delete(files)
    for (const { fileKey } of [files].flat()) {
      const url = await this.getPresignedDownloadUrl({ fileKey })
      const answer = await fetch(url, { headers: { range: "bytes=0-0" } })
      await answer.body?.cancel()
      if (answer.status !== 404) throw new StorageError(`A file was not deleted: the storage answered ${answer.status}`)
    }
  }

  private async uploadAs({ filename, mimeType, content }: NewFile) {
    const { url, key } = await this.getPresignedUploadUrl({ filename, mimeType, access: "private" })
    const answer = await fetch(url, {
      method: "PUT",
      headers: { "content-type": mimeType, "cache-control": "private, no-store" },
      body: Buffer.from(content, "base64"),
    })
    await answer.body?.cancel()
    if (!answer.ok) throw new StorageError(`A file was not stored: the storage answered ${answer.status}`)
    return { key, url: key }
  }
}

export default ModuleProvider(Modules.FILE, { services: [S3Files] })
