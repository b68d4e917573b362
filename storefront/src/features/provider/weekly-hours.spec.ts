import { hoursAsText, hoursFromText } from "./weekly-hours"

describe("weekly hours as text", () => {
  it.each<[string, [string, string][]]>([
    [
      "09:00–12:30, 13:30–18:00",
      [
        ["09:00", "12:30"],
        ["13:30", "18:00"],
      ],
    ],
    ["09:00-17:00", [["09:00", "17:00"]]],
    [" 9 — 17 ,", [["9", "17"]]],
    ["", []],
    ["morning", [["morning", ""]]],
  ])("%j is read", (text, spans) => {
    expect(hoursFromText(text)).toEqual(spans)
  })

  it("what is shown is read back unchanged", () => {
    const spans: [string, string][] = [
      ["00:00", "08:15"],
      ["20:00", "24:00"],
    ]
    expect(hoursFromText(hoursAsText(spans))).toEqual(spans)
    expect(hoursAsText(undefined)).toBe("")
  })
})
