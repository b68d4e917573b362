import fc from "fast-check"

import { accentColor } from "../contracts"
import { accentPalette, contrastOf, contrastWithWhite, MIN_CONTRAST } from "./accent-color"

const hexColors = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, "0")}`)
  .filter((hex) => contrastWithWhite(hex) >= MIN_CONTRAST)

describe("the accent color", () => {
  it("has the contrast that WCAG defines", () => {
    expect(contrastOf("#000000", "#ffffff")).toBeCloseTo(21, 5)
    expect(contrastWithWhite("#767676")).toBeCloseTo(4.54, 2)
    expect(contrastWithWhite("#ffffff")).toBe(1)
  })

  it("is refused when it is no hex color or too light for text on white", () => {
    for (const bad of ["red", "#fff", "#12345g", "#1f5f45; background: url(//evil)", "", "#7fd0a8", "#ffff00"])
      expect(accentColor.safeParse(bad).success).toBe(false)
    expect(accentColor.parse("#1F5F45")).toBe("#1f5f45")
  })

  it("has readable shades on light and dark pages, whichever color is accepted", () => {
    fc.assert(
      fc.property(hexColors, (hex) => {
        const palette = accentPalette(hex)
        const { light, dark } = palette.accent
        expect(contrastOf(light, "#f1efe9")).toBeGreaterThan(4.5)
        expect(contrastOf(light, palette["on-accent"].light)).toBeGreaterThan(4.5)
        expect(contrastOf(light, palette["accent-soft"].light)).toBeGreaterThan(4.5)
        expect(contrastOf(dark, "#22262e")).toBeGreaterThan(4.5)
        expect(contrastOf(dark, palette["on-accent"].dark)).toBeGreaterThan(4.5)
        expect(contrastOf(dark, palette["accent-soft"].dark)).toBeGreaterThan(4.5)
      })
    )
  })
})
