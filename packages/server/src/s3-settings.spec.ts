import { EnvError, parseEnv } from "./env"
import { s3Settings } from "./s3-settings"

const demo = { NODE_ENV: "demo", DATABASE_URL: "postgres://localhost/demo" }
const bucket = {
  ATRIUM_S3_BUCKET: "files",
  ATRIUM_S3_REGION: "eu-central-1",
  ATRIUM_S3_ACCESS_KEY_ID: "key",
  ATRIUM_S3_SECRET_ACCESS_KEY: "secret",
}

describe("the bucket for files", () => {
  it("is used when all four variables are set, and no bucket without them", () => {
    expect(parseEnv(demo).s3).toBeNull()
    expect(parseEnv({ ...demo, ...bucket }).s3).toMatchObject({
      bucket: "files",
      filesUrl: "https://files.s3.eu-central-1.amazonaws.com",
    })
    const minio = { ...demo, ...bucket, ATRIUM_S3_ENDPOINT: "http://minio:9000/" }
    expect(parseEnv(minio).s3?.filesUrl).toBe("http://minio:9000/files")
    const cdn = "https://images.example"
    expect(parseEnv({ ...minio, ATRIUM_FILES_URL: cdn }).s3?.filesUrl).toBe(cdn)
  })

  it("is refused when one of them is missing, each by its name", () => {
    for (const name of Object.keys(bucket))
      expect(() => parseEnv({ ...demo, ...bucket, [name]: "" })).toThrow(
        new EnvError(`${name} must be set too: S3 needs all four`)
      )
  })

  it("is reached by TLS in production", () => {
    const { problems } = s3Settings({ ...bucket, ATRIUM_S3_ENDPOINT: "http://minio:9000" }, true)
    expect(problems).toEqual([expect.stringContaining("ATRIUM_S3_ENDPOINT must be https")])
  })
})
