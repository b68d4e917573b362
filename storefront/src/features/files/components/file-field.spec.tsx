import { readFileSync } from "node:fs"
import path from "node:path"

import { renderToStaticMarkup } from "react-dom/server"

import { FileField, type FileFieldProps } from "./file-field"

type Page = Window & typeof globalThis
const { JSDOM } = jest.requireActual<{
  JSDOM: new (html: string, options: object) => { readonly window: Page }
}>("jsdom")

const SCRIPT = readFileSync(path.join(__dirname, "../../../../public/upload.js"), "utf8")

/** A request of the page, whose progress and end the test decides. */
class Sending {
  static all: Sending[] = []
  upload: { onprogress?: (event: object) => void; onload?: () => void } = {}
  response: unknown
  aborted = false
  onload = () => {}
  onabort = () => {}
  constructor() {
    Sending.all.push(this)
  }
  open() {}
  send() {}
  abort() {
    this.aborted = true
    this.onabort()
  }
  /** Everything is sent; the server has not answered. */
  arrive() {
    this.upload.onload?.()
  }
  answer(response: unknown) {
    this.response = response
    this.onload()
  }
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 5))

const openPage = (props: Partial<FileFieldProps> = {}) => {
  const html = renderToStaticMarkup(
    <form>
      <FileField
        name="intake.passport"
        id="passport"
        label="Passport"
        rule={{ kinds: ["pdf"], max_bytes: 20_000, max_files: 1 }}
        uploadUrl="/purchase/files?tier=variant_1"
        sent={[]}
        {...props}
      />
      <button type="submit" id="send">
        Continue
      </button>
    </form>
  )
  const { window } = new JSDOM(`<!doctype html><body>${html}</body>`, {
    url: "http://shop.test/purchase",
    runScripts: "outside-only",
    pretendToBeVisual: true,
  })
  const deleted: string[] = []
  let answerDelete = () => {}
  const deleting = new Promise<void>((resolve) => (answerDelete = resolve))
  const fetch = async (url: URL) => {
    deleted.push(`${url.pathname}${url.search}`)
    await deleting
  }
  Object.assign(window, { XMLHttpRequest: Sending, fetch, AbortSignal: { timeout: () => undefined } })
  window.eval(SCRIPT)
  const { document } = window
  const group = document.querySelector("[data-files]")
  const told: string[][] = []
  group?.addEventListener("atrium:files", (event) => told.push((event as CustomEvent<string[]>).detail))
  const submitted: Event[] = []
  document.querySelector("form")?.addEventListener("submit", (event) => {
    event.preventDefault()
    submitted.push(event)
  })
  const field = document.querySelector<HTMLInputElement>("#passport")
  const click = (selector: string) => document.querySelector<HTMLElement>(selector)?.click()
  return {
    deleted,
    answerDelete,
    told,
    submitted,
    choose: async (...names: string[]) => {
      const files = names.map((name) => new window.File(["%PDF"], name))
      Object.defineProperty(field, "files", { configurable: true, value: files })
      field?.dispatchEvent(new window.Event("change", { bubbles: true }))
      await settle()
    },
    remove: (name: string) => click(`[data-file-list] [aria-label="Remove ${name}"]`),
    submit: () => click("#send"),
    listed: () => [...document.querySelectorAll("[data-file-list] [data-file-name]")].map((name) => name.textContent),
    ids: () => [...document.querySelectorAll<HTMLInputElement>("[data-file-list] input")].map(({ value }) => value),
    problem: () => document.querySelector("[data-file-problem]")?.textContent,
    isFieldFocused: () => document.activeElement === field,
  }
}

describe("a file that is being sent", () => {
  beforeEach(() => void (Sending.all = []))

  it("is listed with its name, and answers once it was taken", async () => {
    const page = openPage()
    await page.choose("rent.pdf")
    expect([page.listed(), page.ids(), page.told]).toEqual([["rent.pdf"], [""], []])
    Sending.all[0]?.arrive()
    Sending.all[0]?.answer({ file: { id: "pfile_1", name: "rent.pdf" } })
    await settle()
    expect([page.ids(), page.told]).toEqual([["pfile_1"], [["pfile_1"]]])
    page.remove("rent.pdf")
    expect([page.listed(), page.told.at(-1), page.deleted]).toEqual([
      [],
      [],
      ["/purchase/files?tier=variant_1&id=pfile_1"],
    ])
  })

  it("is canceled by its Remove button, which aborts the request and leaves no error", async () => {
    const page = openPage()
    await page.choose("rent.pdf")
    page.remove("rent.pdf")
    expect([Sending.all[0]?.aborted, page.listed(), page.isFieldFocused()]).toEqual([true, [], true])
    await settle()
    expect([page.problem(), page.deleted, page.told]).toEqual(["", [], []])
    // Its place is free.
    await page.choose("lease.pdf")
    Sending.all[1]?.answer({ file: { id: "pfile_2", name: "lease.pdf" } })
    await settle()
    expect([page.listed(), page.ids()]).toEqual([["lease.pdf"], ["pfile_2"]])
  })

  it("is removed from the server when it had reached it, before another file is sent", async () => {
    const page = openPage()
    await page.choose("rent.pdf")
    Sending.all[0]?.arrive()
    page.remove("rent.pdf")
    expect([Sending.all[0]?.aborted, page.listed()]).toEqual([false, []])
    await page.choose("lease.pdf")
    expect([page.listed(), Sending.all.length]).toEqual([["lease.pdf"], 1])
    Sending.all[0]?.answer({ file: { id: "pfile_1", name: "rent.pdf" } })
    await settle()
    expect([page.deleted, page.listed(), Sending.all.length]).toEqual([
      ["/purchase/files?tier=variant_1&id=pfile_1"],
      ["lease.pdf"],
      1,
    ])
    page.answerDelete()
    await settle()
    expect(Sending.all).toHaveLength(2)
    Sending.all[1]?.answer({ file: { id: "pfile_2", name: "lease.pdf" } })
    await settle()
    expect(page.ids()).toEqual(["pfile_2"])
  })

  it("needs no removal when the server refused it after it was canceled", async () => {
    const page = openPage()
    await page.choose("rent.pdf")
    Sending.all[0]?.arrive()
    page.remove("rent.pdf")
    Sending.all[0]?.answer({ problem: "This isn't a PDF file. Choose another one" })
    await settle()
    expect([page.deleted, page.problem(), page.listed()]).toEqual([[], "", []])
  })

  it("can be canceled while it waits for another one to be removed", async () => {
    const page = openPage()
    await page.choose("rent.pdf")
    Sending.all[0]?.arrive()
    page.remove("rent.pdf")
    await page.choose("lease.pdf")
    page.remove("lease.pdf")
    page.answerDelete()
    Sending.all[0]?.answer({ file: { id: "pfile_1", name: "rent.pdf" } })
    await settle()
    expect([page.listed(), page.deleted.length, Sending.all.length]).toEqual([[], 1, 1])
  })

  it("is the only one that is canceled", async () => {
    const page = openPage({ rule: { kinds: ["pdf"], max_bytes: 20_000, max_files: 3 } })
    await page.choose("rent.pdf", "lease.pdf")
    page.remove("rent.pdf")
    await settle()
    expect([page.listed(), Sending.all.map(({ aborted }) => aborted)]).toEqual([["lease.pdf"], [true, false]])
    Sending.all[1]?.answer({ file: { id: "pfile_2", name: "lease.pdf" } })
    await settle()
    expect(page.ids()).toEqual(["pfile_2"])
  })

  it("holds back the form until it was taken or canceled", async () => {
    const page = openPage()
    await page.choose("rent.pdf")
    page.submit()
    expect(page.submitted).toHaveLength(0)
    page.remove("rent.pdf")
    await settle()
    expect(page.submitted).toHaveLength(1)
  })

  it("holds back the form until a file that had reached the server is removed there", async () => {
    const page = openPage()
    await page.choose("rent.pdf")
    Sending.all[0]?.arrive()
    page.remove("rent.pdf")
    page.submit()
    await settle()
    expect(page.submitted).toHaveLength(0)
    page.answerDelete()
    Sending.all[0]?.answer({ file: { id: "pfile_1", name: "rent.pdf" } })
    await settle()
    expect([page.submitted.length, page.deleted.length]).toEqual([1, 1])
  })
})
