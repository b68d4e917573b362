import { nameParts } from "./name-parts"

it("a full name is split before its last word", () => {
  expect(nameParts("Asha Devi Rao")).toEqual({ first_name: "Asha Devi", last_name: "Rao" })
})

it("a name of one word is a first name", () => {
  expect(nameParts("Asha")).toEqual({ first_name: "Asha" })
})
