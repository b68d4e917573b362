import { linkToken, opensConsultation } from "./consultation-link"

describe("a consultation's link", () => {
  const token = linkToken("secret", "cons_1")
  it.each<[string, string, string, string, boolean]>([
    ["its own token", "secret", "cons_1", token, true],
    ["the token of another consultation", "secret", "cons_2", token, false],
    ["a token of another secret", "other", "cons_1", token, false],
    ["an empty token", "secret", "cons_1", "", false],
    ["a longer token", "secret", "cons_1", `${token}A`, false],
  ])("with %s", (_what, secret, id, given, opens) => {
    expect(opensConsultation(secret, id, given)).toBe(opens)
  })
})
