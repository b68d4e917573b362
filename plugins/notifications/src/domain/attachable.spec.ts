import { MAX_ATTACHED_BYTES, whyNotAttachable } from "./attachable"

const file = (filename: string, bytes = 1) => ({ filename, content: new Uint8Array(bytes) })

describe("files of an email", () => {
  it("are attached up to 5 MB together", () => {
    expect(whyNotAttachable([])).toBeUndefined()
    expect(whyNotAttachable([file("AT-RC-2026-00001.pdf", MAX_ATTACHED_BYTES - 1), file("b.pdf")])).toBeUndefined()
    expect(whyNotAttachable([file("a.pdf", MAX_ATTACHED_BYTES), file("b.pdf")])).toMatch(/more than/)
  })

  it("are not attached under a name that could change the email's headers", () => {
    for (const name of ["", ".hidden", 'a".pdf', "a\r\nBcc: x.pdf", "../a.pdf", "a".repeat(200)])
      expect(whyNotAttachable([file(name)])).toMatch(/name/)
  })
})
