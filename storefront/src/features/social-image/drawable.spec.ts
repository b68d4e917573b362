import { clippedText, isDrawable } from "./drawable"

describe("the text of a social preview image", () => {
  it("is drawn in letters that the fonts have, and in no others", () => {
    for (const text of ["", "GST registration", "Zürich – “für alle”", "Łódź naïve œuvre", "100 % & more…"])
      expect(isDrawable(text)).toBe(true)
    for (const text of ["जीएसटी", "登録", "Tax 🎉", "Налог", "a\u0000b"]) expect(isDrawable(text)).toBe(false)
  })

  it("is cut after a whole word, or within a word that is too long", () => {
    expect(clippedText("  One\n two  ", 20)).toBe("One two")
    expect(clippedText("Company registration and filing", 24)).toBe("Company registration…")
    expect(clippedText("x".repeat(50), 10)).toBe(`${"x".repeat(9)}…`)
  })
})
