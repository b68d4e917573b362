import { changesIn, openPage } from "@atrium/admin-kit/testing"
import { screen } from "@testing-library/react"

import { ProgrammeDrawer } from "./programme-drawer"

test("every invalid term of a program shows its message, and nothing is sent", async () => {
  const { user, sent } = openPage(<ProgrammeDrawer onClose={() => undefined} />)
  await user.clear(screen.getByLabelText("Attribution window"))
  await user.clear(screen.getByLabelText("Holding period"))
  await user.type(screen.getByLabelText("Holding period"), "400")
  await user.click(screen.getByRole("button", { name: "Create program" }))
  expect(await screen.findByText("Enter a name")).toBeTruthy()
  expect(screen.getByText("Enter a number of days")).toBeTruthy()
  expect(screen.getByText("Enter 365 or less")).toBeTruthy()
  expect(changesIn(sent)).toEqual([])
})
