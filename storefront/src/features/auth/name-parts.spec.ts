import { nameParts } from "./name-parts"

it("the last word of a full name becomes the last name", () => {
  expect(nameParts("Asha Devi Rao")).toEqual({ first_name: "Asha Devi", last_name: "Rao" })
})

it("a single word becomes the first name", () => {
  expect(nameParts("Asha")).toEqual({ first_name: "Asha" })
})
