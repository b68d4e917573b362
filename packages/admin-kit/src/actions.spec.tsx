import { screen, waitFor } from "@testing-library/react"

import { callMedusa, ConfirmButton, IfMay, useChange } from "."
import { changesIn, openPage, refusal } from "./testing.fixtures"
import { z } from "zod"

const Remove = () => {
  const { mutate, isPending } = useChange({
    send: () => callMedusa({ method: "DELETE", path: "/admin/things/t1", response: z.unknown() }),
    refresh: ["things"],
    done: "Thing deleted",
    failed: "The thing was not deleted",
  })
  return (
    <IfMay permission="things:write">
      <ConfirmButton
        ask={{ title: "Delete the thing?", description: "It can't be undone.", confirmText: "Delete" }}
        isLoading={isPending}
        onConfirm={() => mutate()}
      >
        Delete thing
      </ConfirmButton>
    </IfMay>
  )
}
const MAY = { permissions: ["things:write"] }

test("a destructive action happens only after a confirmation", async () => {
  const { user, sent } = openPage(<Remove />, { ...MAY, answers: { "DELETE /admin/things/t1": {} } })
  await user.click(await screen.findByRole("button", { name: "Delete thing" }))
  await user.click(await screen.findByRole("button", { name: "Cancel" }))
  expect(changesIn(sent)).toEqual([])
  await user.click(screen.getByRole("button", { name: "Delete thing" }))
  expect(await screen.findByText("It can't be undone.")).toBeTruthy()
  await user.click(screen.getByRole("button", { name: "Delete" }))
  await screen.findByText("Thing deleted")
  expect(changesIn(sent).map(({ route }) => route)).toEqual(["DELETE /admin/things/t1"])
})

test("an action that fails shows the reason", async () => {
  const { user } = openPage(<Remove />, {
    ...MAY,
    answers: { "DELETE /admin/things/t1": refusal(409, "It is still in use.") },
  })
  await user.click(await screen.findByRole("button", { name: "Delete thing" }))
  await user.click(await screen.findByRole("button", { name: "Delete" }))
  await screen.findByText("The thing was not deleted")
  expect(screen.getByText("It is still in use.")).toBeTruthy()
})

test("an action is hidden from a user whose role doesn't allow it", async () => {
  const { sent } = openPage(<Remove />, { permissions: ["things:read"] })
  await waitFor(() => expect(sent).toHaveLength(1))
  expect(screen.queryByRole("button")).toBeNull()
})
