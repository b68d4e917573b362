import { randomUUID } from "node:crypto"

import { commonErrors } from "@atrium/kernel"
import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import multer, { MulterError } from "multer"

import { fileKindOf, isAcceptedType } from "./file-kind"

/**
 * The guard of core's routes that accept files. Core keeps whatever is sent, of any size and under the name it was
 * sent with; here a file must be of a known kind by its content, and gets a name that its sender did not choose.
 */
const MAX_FILE_BYTES = 10 * 1024 * 1024
const MAX_FILES = 20
const MAX_REQUEST_BYTES = 55 * 1024 * 1024

const readForm = multer({
  storage: multer.memoryStorage(),
  limits: { fileSize: MAX_FILE_BYTES, files: MAX_FILES, fields: 20, fieldSize: 1000, parts: MAX_FILES + 20 },
}).any()

const isForm = (req: MedusaRequest): boolean => /^multipart\/form-data\b/i.test(req.headers["content-type"] ?? "")

const asOurs = (error: unknown): unknown => {
  // A body that is no form is reported as an ordinary error of the parser.
  if (!(error instanceof MulterError)) return commonErrors.fail("malformed_request")
  if (error.code === "LIMIT_FILE_SIZE") return commonErrors.fail("payload_too_large")
  return commonErrors.fail("invalid_input", { details: { files: `Send at most ${MAX_FILES} files at once` } })
}

const check = (files: Express.Multer.File[]): void => {
  const wrong: Record<string, string> = {}
  files.forEach((file, at) => {
    const kind = fileKindOf(file.buffer, file.originalname)
    if (!kind) wrong[`files.${at}`] = "This is no PNG, JPEG, WebP, GIF or AVIF picture and no CSV file"
    else Object.assign(file, { originalname: `${randomUUID()}.${kind.extension}`, mimetype: kind.mimeType })
  })
  if (Object.keys(wrong).length) throw commonErrors.fail("file_not_accepted", { details: wrong })
}

/** Reads the form of an upload before core does, and lets only checked files through, as core expects to find them. */
export const guardUploads = (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): void => {
  if (req.method !== "POST" || !isForm(req)) return next()
  if (Number(req.headers["content-length"] ?? 0) > MAX_REQUEST_BYTES)
    return next(commonErrors.fail("payload_too_large"))
  readForm(req, res, (error: unknown) => {
    if (error) return next(asOurs(error))
    try {
      const files = Array.isArray(req.files) ? req.files : []
      check(files)
      const [first] = files
      if (first) req.file = first
    } catch (refusal) {
      return next(refusal)
    }
    // The form is read: core's reader looks at this header and then leaves the request as it is.
    delete req.headers["content-type"]
    next()
  })
}

/** A signed address lets the browser send a file past us: only for kinds that we would accept, and of a bounded size. */
export const guardSignedUploads = (req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void => {
  const { mime_type: type, size } = (req.body ?? {}) as { mime_type?: unknown; size?: unknown }
  if (req.method !== "POST" || typeof type !== "string") return next()
  if (!isAcceptedType(type))
    return next(commonErrors.fail("file_not_accepted", { details: { mime_type: "This type is not accepted" } }))
  if (typeof size === "number" && size > MAX_FILE_BYTES) return next(commonErrors.fail("payload_too_large"))
  next()
}
