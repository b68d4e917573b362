import { archiveReadme, fileOfTable } from "./pack-archive"

describe("an archive's explanation", () => {
  it("names every file with what it contains", () => {
    const text = archiveReadme(
      "zoe@example.com",
      [{ table: "service_request", what: "service requests", rows: [{}] }],
      ["a.pdf"]
    )
    expect(text).toContain("about zoe@example.com.")
    expect(text).toContain("service-request.json: service requests (1)")
    expect(text).toContain("documents/: 1 files")
    expect(archiveReadme("zoe@example.com", [], [])).not.toContain("documents/")
  })

  it("has plain file names", () => {
    expect(fileOfTable("order")).toBe("order.json")
  })
})
