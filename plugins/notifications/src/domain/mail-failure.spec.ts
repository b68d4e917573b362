import { failureIn, failureText, mailFailureOf } from "./mail-failure"

describe("what a failure of the mail server means", () => {
  it.each([
    [{ code: "ESOCKET", command: "CONN" }, "down"],
    [{ code: "ETIMEDOUT", command: "CONN" }, "down"],
    [{ code: "EDNS", command: "CONN" }, "down"],
    [{ code: "EAUTH", command: "AUTH PLAIN", responseCode: 535 }, "down"],
    [{ code: "EMESSAGE", command: "DATA", responseCode: 421 }, "down"],
    [{ code: "EENVELOPE", command: "MAIL FROM", responseCode: 451 }, "down"],
    [{ code: "EENVELOPE", command: "MAIL FROM", responseCode: 550 }, "failed"],
    [{ code: "EENVELOPE", command: "RCPT TO", responseCode: 550 }, "refused"],
    [{ code: "EMESSAGE", command: "DATA", responseCode: 554 }, "refused"],
    [{ code: "EENVELOPE", command: "RCPT TO", responseCode: 450 }, "failed"],
    [{ code: "EMESSAGE", command: "DATA", responseCode: 451 }, "failed"],
    [new Error("The template is broken"), "failed"],
    [null, "failed"],
  ] as const)("%j is %s", (error, failure) => {
    expect(mailFailureOf(error)).toBe(failure)
  })

  it("is read again from its text", () => {
    for (const failure of ["down", "refused", "failed"] as const)
      expect(failureIn(failureText(failure, "connect ECONNREFUSED"))).toBe(failure)
  })
})
