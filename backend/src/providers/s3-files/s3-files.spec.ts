import { startS3StandIn } from "@atrium/test-kit"

import { S3Files } from "./index"

const KEY = `private-kept-${"ab".repeat(20)}`
const content = Buffer.from("%PDF-1.4 secret")
const logger = { error: () => undefined } as never

describe("files in a bucket", () => {
  let s3: Awaited<ReturnType<typeof startS3StandIn>>
  let files: S3Files
  beforeAll(async () => {
    s3 = await startS3StandIn()
    files = new S3Files(
      { logger },
      {
        file_url: `${s3.url}/files`,
        access_key_id: s3.accessKeyId,
        secret_access_key: s3.secretAccessKey,
        region: "eu-central-1",
        bucket: "files",
        endpoint: s3.url,
        additional_client_config: { forcePathStyle: true, maxAttempts: 1 },
      }
    )
  })
  afterAll(() => s3.stop())
  const file = { filename: KEY, mimeType: "application/pdf", content: content.toString("base64") }

  it("a file has the key that was chosen for it, and no one reads it without a signature", async () => {
    expect(await files.upload({ ...file, access: "private" })).toMatchObject({ key: KEY })
    expect(s3.objects.get(KEY)).toEqual({ content, type: "application/pdf", acl: "private" })
    expect((await fetch(`${s3.url}/files/${KEY}`)).status).toBe(403)
    expect(await files.getAsBuffer({ fileKey: KEY })).toEqual(content)
    const link = await files.getPresignedDownloadUrl({ fileKey: KEY })
    expect(Buffer.from(await (await fetch(link)).arrayBuffer())).toEqual(content)
    expect((await fetch(link.replace(KEY, `${KEY}0`))).status).toBe(403)
    expect(new URL(link).searchParams.get("X-Amz-Expires")).toBe("600")
  })

  it("a file is private even when it is sent as public, unless it is an image of the shop", async () => {
    await files.upload({ ...file, access: "public" })
    expect(s3.objects.get(KEY)?.acl).toBe("private")
    const logo = await files.upload({ ...file, filename: "logo.png", mimeType: "image/png", access: "public" })
    expect((await fetch(logo.url)).status).toBe(200)
    const page = await files.upload({ ...file, filename: "page.html", mimeType: "text/html", access: "public" })
    expect((await fetch(page.url)).status).toBe(403)
  })

  it("a deletion that failed is an error, and one of a file that is gone is none", async () => {
    s3.fail(true)
    await expect(files.delete({ fileKey: KEY })).rejects.toThrow("A file was not deleted")
    await expect(files.upload({ ...file, access: "private" })).rejects.toThrow("A file was not stored")
    s3.fail(false)
    await files.delete({ fileKey: KEY })
    await files.delete({ fileKey: KEY })
    expect(s3.objects.has(KEY)).toBe(false)
  })
})
