import { randomUUID } from "node:crypto"

import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { LocalFileService } from "@medusajs/medusa/file-local"

type NewFile = Parameters<LocalFileService["upload"]>[0]
type NewStream = Parameters<LocalFileService["getUploadStream"]>[0]

/**
 * Files on the disk of the process, as core keeps them, but for the names of private ones. Core serves those from the
 * same public folder under the second they were made (`…-order-exports.csv`): an export of orders could be guessed.
 */
class LocalFiles extends LocalFileService {
  override upload(file: NewFile) {
    return super.upload(unguessable(file))
  }

  override getUploadStream(file: NewStream) {
    return super.getUploadStream(unguessable(file))
  }
}

const unguessable = <T extends { filename: string; access?: string }>(file: T): T =>
  file.access === "public" ? file : { ...file, filename: `${randomUUID()}-${file.filename}` }

export default ModuleProvider(Modules.FILE, { services: [LocalFiles] })
