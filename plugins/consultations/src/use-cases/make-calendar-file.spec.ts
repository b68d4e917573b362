import { calendarFile as fileOf } from "./make-calendar-file"
import { exampleFacts } from "../domain/consultation-facts"

type Given = Parameters<typeof fileOf>
const calendarFile = (facts: Given[0], method: Given[1]) =>
  fileOf(facts, method, { from: "Shop <hello@shop.example>", host: "shop.example" })

/** Unfolds the lines of a calendar file. */
const linesOf = (file: string) => file.replaceAll("\r\n ", "").split("\r\n")

describe("the calendar file of a consultation", () => {
  it("invites to the time in UTC, with a UID that stays", () => {
    const lines = linesOf(calendarFile(exampleFacts, "REQUEST"))
    expect(lines).toEqual(
      expect.arrayContaining([
        "METHOD:REQUEST",
        "DTSTART:20261201T043000Z",
        "DTEND:20261201T050000Z",
        "SEQUENCE:0",
        "STATUS:CONFIRMED",
        "LOCATION:Video call",
        "SUMMARY:Consultation: Company registration",
      ])
    )
    const moved = linesOf(
      calendarFile({ ...exampleFacts, sequence: 1, starts_at: "2026-12-01T04:00:00.000Z" }, "REQUEST")
    )
    expect(moved).toContain("SEQUENCE:1")
    const uid = (all: string[]) => all.find((line) => line.startsWith("UID:"))
    expect(uid(lines)).toBe("UID:cons_1@shop.example")
    expect(uid(moved)).toBe(uid(lines))
  })

  it("withdraws a canceled one", () => {
    const lines = linesOf(calendarFile({ ...exampleFacts, sequence: 2 }, "CANCEL"))
    expect(lines).toEqual(expect.arrayContaining(["METHOD:CANCEL", "STATUS:CANCELLED", "SEQUENCE:2"]))
  })

  it("escapes what a visitor typed, so that it can't add a line", () => {
    const lines = linesOf(calendarFile({ ...exampleFacts, visitor_name: 'Ravi"\r\nATTENDEE:x' }, "REQUEST"))
    expect(lines.filter((line) => line.startsWith("ATTENDEE"))).toHaveLength(1)
  })
})
