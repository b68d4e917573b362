import { dayInWords, timeInWords } from "./dates-in-words"

const at = new Date("2026-11-30T20:05:00.000Z")

describe("dates in words", () => {
  it.each([
    ["en", "UTC", "30 November 2026"],
    ["en", "Asia/Kolkata", "1 December 2026"],
    ["en-US", "UTC", "November 30, 2026"],
    ["de-DE", "UTC", "30. November 2026"],
    ["en", "Nowhere/Atall", "30 November 2026"],
  ])("writes a day in %s and %s", (locale, zone, expected) => {
    expect(dayInWords(at, zone, locale)).toBe(expected)
  })

  it.each([
    ["en", "UTC", /^Monday,? 30 November 2026 at 20:05 UTC$/],
    ["en", "Asia/Kolkata", /^Tuesday,? 1 December 2026 at 01:35 GMT\+5:30$/],
    ["en", "Nowhere/Atall", /^Monday,? 30 November 2026 at 20:05 UTC$/],
  ])("writes a time in %s and %s, and names the zone", (locale, zone, expected) => {
    // Versions of Node differ in the comma.
    expect(timeInWords(at, zone, locale)).toMatch(expected)
  })
})
