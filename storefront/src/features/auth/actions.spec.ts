import { completeRegistration } from "./actions"
import { NOTHING_YET } from "./form-state"

jest.mock("next/headers", () => ({
  cookies: () => Promise.resolve({ get: () => undefined }),
  headers: () => Promise.resolve(new Headers()),
}))

let refusal: { code: string; message: string; details?: Record<string, string> } | undefined
const asked: string[] = []

beforeAll(() => {
  process.env.ATRIUM_PUBLISHABLE_KEY = "pk_test"
  jest.spyOn(globalThis, "fetch").mockImplementation((input) => {
    asked.push(new URL(String(input)).pathname)
    return Promise.resolve(Response.json(refusal, { status: 400 }))
  })
})
beforeEach(() => asked.splice(0))
afterAll(() => jest.restoreAllMocks())

const submitted = (fields: { full_name: string; password: string }) => {
  const form = new FormData()
  for (const [name, value] of Object.entries({ token: "t", email: "asha@example.com", ...fields }))
    form.set(name, value)
  return completeRegistration(NOTHING_YET, form)
}

describe("the form that completes a registration", () => {
  it.each(["password1", "asha@example.com", "short"])(
    "names a missing name and a bad password at once: %s",
    async (password) => {
      const { errors, typed } = await submitted({ full_name: " ", password })
      expect(errors).toEqual({ full_name: "Enter your full name", password: expect.any(String) })
      expect(JSON.stringify(typed)).not.toContain(password === "asha@example.com" ? "password" : password)
      expect(asked).toEqual([])
    }
  )

  it("names only the name where the password is good", async () => {
    expect((await submitted({ full_name: "", password: "three quiet words" })).errors).toEqual({
      full_name: "Enter your full name",
    })
  })

  it("shows every field that the shop refuses beside its field", async () => {
    refusal = { code: "invalid_input", message: "No.", details: { first_name: "Not this name", password: "Not this" } }
    expect(await submitted({ full_name: "Asha Rao", password: "three quiet words" })).toMatchObject({
      errors: { full_name: "Not this name", password: "Not this" },
    })
  })

  it("asks for a new link where the shop refuses the link", async () => {
    refusal = { code: "registration_link_invalid", message: "No." }
    const state = await submitted({ full_name: "Asha Rao", password: "three quiet words" })
    expect(state.errors).toEqual({})
    expect(state.problem).toContain("new one")
  })
})
