import { likeFolded } from "./folded-text"

describe("what is looked for", () => {
  it.each([
    ["Zoë", "%zoe%"],
    ["ZOE\u0308", "%zoe%"],
    ["Søren Ångström", "%søren angstrom%"],
    ["राजी", "%राजी%"],
    ["50%_off\\", "%50\\%\\_off\\\\%"],
  ])("compares without accents and case: %s", (text, pattern) => {
    expect(likeFolded(text)).toBe(pattern)
  })
})
