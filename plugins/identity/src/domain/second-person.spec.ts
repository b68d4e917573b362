import { isSecondPerson } from "./second-person"

const nora = { type: "user", id: "user_nora" }
const asked = (asker: string | null, keyCreator: string | null = null) => ({ asker, keyCreator })

describe("the second person of an erasure", () => {
  it("is another member of staff", () => {
    expect(isSecondPerson(nora, asked("user:user_sam"))).toBe(true)
    expect(isSecondPerson(nora, asked("api-key:apk_1", "user_sam"))).toBe(true)
  })

  it("is not the one who asked, also not through their API key", () => {
    expect(isSecondPerson(nora, asked("user:user_nora"))).toBe(false)
    expect(isSecondPerson(nora, asked("api-key:apk_1", "user_nora"))).toBe(false)
  })

  it("is not an API key, and no one confirms what no one asked for", () => {
    expect(isSecondPerson({ type: "api-key", id: "apk_2" }, asked("user:user_sam"))).toBe(false)
    expect(isSecondPerson(nora, asked(null))).toBe(false)
  })
})
