import { unexpected, unreachable } from "@atrium/client"

import { failureProblem, problemOf } from "./problem"

describe("the message after a failure of the shop", () => {
  it("an unexpected error, such as one of the database, offers to try again and shows the request ID [P34 R11.2] [P36 R11.4]", () => {
    const { title, advice } = problemOf({ kind: "rejected", failure: unexpected("req_42") }, "en")
    expect(title).toBe("Something went wrong on our side. Nothing you entered is lost.")
    expect(advice).toMatch(/^Try again in a moment\. .*Request ID: req_42$/)
  })

  it("a shop that doesn't answer is named as the cause, without a request ID", () => {
    expect(failureProblem(unreachable("req_42"))).toEqual({
      title: "The shop is not responding right now. Nothing you entered is lost.",
      advice: "Try again in a moment.",
    })
  })

  it("a failure without advice says that the details are saved", () => {
    expect(failureProblem({ ...unexpected(""), suggestedAction: "" }).advice).toContain("Your details are saved")
  })
})
