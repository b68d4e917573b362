import { chosenTimeZone, timeZoneChoices } from "./time-zone"

describe("the visitor's time zone", () => {
  it.each([
    ["Asia/Kolkata", "Asia/Kolkata"],
    ["Mars/Base", "UTC"],
    ["+05:30", "UTC"],
    [undefined, "UTC"],
    [["Asia/Kolkata", "UTC"], "UTC"],
  ])("%j becomes %s", (given, zone) => {
    expect(chosenTimeZone(given)).toBe(zone)
  })

  it("can be chosen from all zones, each once, also when the browser uses an older name", () => {
    const values = timeZoneChoices("Asia/Kolkata").map(({ value }) => value)
    expect(values.slice(0, 2)).toEqual(["UTC", "Asia/Kolkata"])
    expect(values).toContain("Europe/Berlin")
    expect(new Set(values).size).toBe(values.length)
  })
})
