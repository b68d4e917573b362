import { commonErrors } from "@atrium/kernel"
import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import multer, { MulterError } from "multer"

/** A file as it was sent. Its name is only for display: it may be anything. */
export type UploadedFile = { readonly name: string; readonly content: Buffer }

const uploads = new WeakMap<object, UploadedFile>()

const NO_FILE = "Choose a file to upload"

const toAtriumError = (error: unknown): unknown => {
  // The parser throws an ordinary error for a body that is not a form.
  if (!(error instanceof MulterError)) return commonErrors.fail("malformed_request")
  if (error.code === "LIMIT_FILE_SIZE") return commonErrors.fail("payload_too_large")
  return commonErrors.fail("invalid_input", { details: { file: "Send one file in the field file, and nothing else" } })
}

// The form parser reads names as Latin-1; browsers send UTF-8.
const nameOf = (name: string): string =>
  Buffer.from(name, "latin1")
    .toString("utf8")
    .normalize("NFC")
    .replace(/[\p{C}/\\]/gu, "")
    .slice(0, 200)

/** Reads the form of a route with `upload`, whose handler gets the file from `uploadedFile`. */
export const readUpload = ({ maxBytes }: { readonly maxBytes: number }) => {
  const readForm = multer({
    storage: multer.memoryStorage(),
    limits: { fileSize: maxBytes, files: 1, fields: 0, parts: 1 },
  }).single("file")
  return (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): void => {
    readForm(req, res, (error: unknown) => {
      if (error) return next(toAtriumError(error))
      if (!req.file) return next(commonErrors.fail("invalid_input", { details: { file: NO_FILE } }))
      uploads.set(req, { name: nameOf(req.file.originalname), content: req.file.buffer })
      // The content is no field of the body, and is not recorded as one.
      req.body = undefined
      next()
    })
  }
}

/** The file of a request to a route with `upload`. */
export const uploadedFile = (req: object): UploadedFile => {
  const file = uploads.get(req)
  if (!file) throw new Error("This route does not declare an upload")
  return file
}
