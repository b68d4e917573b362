import { z } from "zod"

/** A bucket of S3 or of a service that speaks its protocol. If all are empty, files are stored on disk. */
export const s3Variables = {
  ATRIUM_S3_BUCKET: z.string().optional(),
  ATRIUM_S3_REGION: z.string().optional(),
  ATRIUM_S3_ACCESS_KEY_ID: z.string().optional(),
  ATRIUM_S3_SECRET_ACCESS_KEY: z.string().optional(),
  ATRIUM_S3_ENDPOINT: z.url({ error: "must be a URL" }).optional(),
}

type S3Variables = { [Name in keyof typeof s3Variables]?: string | undefined } & {
  ATRIUM_FILES_URL?: string | undefined
}

export type S3Settings = {
  bucket: string
  region: string
  accessKeyId: string
  secretAccessKey: string
  /** URL of the service; undefined for AWS. */
  endpoint: string | undefined
  /** Where public images are read from. */
  filesUrl: string
}

const NEEDED = [
  "ATRIUM_S3_BUCKET",
  "ATRIUM_S3_REGION",
  "ATRIUM_S3_ACCESS_KEY_ID",
  "ATRIUM_S3_SECRET_ACCESS_KEY",
] as const

/** The bucket, or null when none is configured. An incomplete configuration is reported, one sentence per variable. */
export const s3Settings = (
  variables: S3Variables,
  production: boolean
): { settings: S3Settings | null; problems: string[] } => {
  const {
    ATRIUM_S3_BUCKET: bucket,
    ATRIUM_S3_REGION: region,
    ATRIUM_S3_ACCESS_KEY_ID: accessKeyId,
    ATRIUM_S3_SECRET_ACCESS_KEY: secretAccessKey,
    ATRIUM_S3_ENDPOINT: endpoint,
  } = variables
  const given = NEEDED.filter((name) => variables[name])
  if (given.length === 0) return { settings: null, problems: [] }
  if (!bucket || !region || !accessKeyId || !secretAccessKey) {
    const missing = NEEDED.filter((name) => !variables[name])
    return { settings: null, problems: missing.map((name) => `${name} must be set too: S3 needs all four`) }
  }
  const problems =
    production && endpoint !== undefined && !endpoint.startsWith("https://")
      ? ["ATRIUM_S3_ENDPOINT must be https in production: files of customers are sent there"]
      : []
  const own = endpoint ? `${endpoint.replace(/\/$/, "")}/${bucket}` : `https://${bucket}.s3.${region}.amazonaws.com`
  const filesUrl = variables.ATRIUM_FILES_URL ?? own
  return { settings: { bucket, region, accessKeyId, secretAccessKey, endpoint, filesUrl }, problems }
}
