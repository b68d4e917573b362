import { acceptedTypes, bytesInWords, kindsInWords } from "./file-kinds"
import { cleanFileName } from "./personal-files"

describe("a file's name", () => {
  it.each([
    ["../../etc/passwd", "passwd"],
    ["C:\\Users\\Ravi\\pass port.pdf", "pass port.pdf"],
    [".htaccess", "htaccess"],
    ['a"b<c>.pdf', "abc.pdf"],
    ["invoice\u202Efdp.exe", "invoicefdp.exe"],
    ["\u0000\r\n", "file"],
    ["", "file"],
    ["Ausweis Müller 👋.png", "Ausweis Müller 👋.png"],
  ])("%j is kept as %j", (sent, kept) => expect(cleanFileName(sent)).toBe(kept))

  it("keeps its ending when it is too long", () => {
    const name = cleanFileName(`${"x".repeat(300)}.pdf`)
    expect([name.length, name.endsWith(".pdf")]).toEqual([120, true])
  })
})

it("states kinds and sizes in words", () => {
  expect(kindsInWords(["pdf", "jpg", "png"])).toBe("PDF, JPG or PNG")
  expect(kindsInWords(["pdf"])).toBe("PDF")
  expect([10 * 1024 * 1024, 1.5 * 1024 * 1024, 300 * 1024, 5].map(bytesInWords)).toEqual([
    "10 MB",
    "1.5 MB",
    "300 kB",
    "1 kB",
  ])
  expect(acceptedTypes(["jpg"])).toBe(".jpg,.jpeg,image/jpeg")
})
