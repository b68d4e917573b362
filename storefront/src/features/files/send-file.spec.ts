import { answerUpload, readSentFile, readUpload } from "./send-file"

const file = {
  id: "pfile_1",
  question_id: "passport",
  line_item_id: null,
  name: "rent.pdf",
  kind: "pdf",
  size: 4,
  created_at: "2026-11-30T08:00:00.000Z",
}

/** A page that sends a file, and the form whose end it may never send. */
const openUpload = () => {
  const page = new AbortController()
  const form = new FormData()
  form.append("field", "intake.passport")
  form.append("file", new File(["%PDF"], "rent.pdf"))
  return { page, request: new Request("http://shop.test/files", { method: "POST", body: form, signal: page.signal }) }
}

describe("the upload of a file", () => {
  const removed: string[] = []
  const remove = async (id: string) => void removed.push(id)
  beforeEach(() => void (removed.length = 0))

  it("is answered with the file, or with why it wasn't taken", async () => {
    const { request } = openUpload()
    expect(readSentFile(await readUpload(request))).toMatchObject({ field: "intake.passport", file: { size: 4 } })
    const taken = await answerUpload(request, { file }, remove)
    expect([taken.status, await taken.json()]).toEqual([201, { file: { id: "pfile_1", name: "rent.pdf", size: 4 } }])
    const refused = await answerUpload(request, { problem: "This file is empty." }, remove)
    expect([refused.status, await refused.json()]).toEqual([422, { problem: "This file is empty." }])
    expect(removed).toEqual([])
  })

  it("leaves no file when the page canceled it while the shop stored the file", async () => {
    const { page, request } = openUpload()
    page.abort()
    await answerUpload(request, { file }, remove)
    expect(removed).toEqual(["pfile_1"])
  })

  it("is no error when the page canceled it before everything had arrived", async () => {
    const page = new AbortController()
    const body = new ReadableStream({
      pull: (stream) => {
        page.abort()
        stream.error(page.signal.reason)
      },
    })
    const headers = { "content-type": "multipart/form-data; boundary=x" }
    const init = { method: "POST", body, headers, signal: page.signal, duplex: "half" }
    expect(readSentFile(await readUpload(new Request("http://shop.test/files", init)))).toBeUndefined()
    // Anything else that can't be read is one.
    const broken = new Request("http://shop.test/files", { method: "POST", body: "x", headers })
    await expect(readUpload(broken)).rejects.toThrow()
  })
})
