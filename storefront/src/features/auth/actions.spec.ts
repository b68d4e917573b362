import { completeRegistration, signIn } from "./actions"
import { INITIAL_STATE } from "./form-state"

jest.mock("next/headers", () => ({
  cookies: () => Promise.resolve({ get: () => undefined }),
  headers: () => Promise.resolve(new Headers()),
}))

type Rejection = { code: string; message: string; suggested_action?: string; details?: Record<string, string> }
let rejection: Rejection | undefined
let status = 400
const requestedPaths: string[] = []

beforeAll(() => {
  process.env.ATRIUM_PUBLISHABLE_KEY = "pk_test"
  jest.spyOn(globalThis, "fetch").mockImplementation((input) => {
    requestedPaths.push(new URL(String(input)).pathname)
    return Promise.resolve(Response.json(rejection, { status }))
  })
})
beforeEach(() => {
  requestedPaths.splice(0)
  status = 400
})
afterAll(() => jest.restoreAllMocks())

const submitted = (fields: { full_name: string; password: string }) => {
  const form = new FormData()
  for (const [name, value] of Object.entries({ token: "t", email: "asha@example.com", ...fields }))
    form.set(name, value)
  return completeRegistration(INITIAL_STATE, form)
}

describe("completing a registration", () => {
  it.each(["password1", "asha@example.com", "short"])(
    "a missing name and the invalid password %s are reported together",
    async (password) => {
      const { errors, values } = await submitted({ full_name: " ", password })
      expect(errors).toEqual({ full_name: "Enter your full name", password: expect.any(String) })
      expect(JSON.stringify(values)).not.toContain(password === "asha@example.com" ? "password" : password)
      expect(requestedPaths).toEqual([])
    }
  )

  it("a missing name alone is reported when the password is valid", async () => {
    expect((await submitted({ full_name: "", password: "three quiet words" })).errors).toEqual({
      full_name: "Enter your full name",
    })
  })

  it("each field the backend rejects gets its own error", async () => {
    rejection = {
      code: "invalid_input",
      message: "Invalid input.",
      details: { first_name: "Use letters only", password: "Too common" },
    }
    expect(await submitted({ full_name: "Asha Rao", password: "three quiet words" })).toMatchObject({
      errors: { full_name: "Use letters only", password: "Too common" },
    })
  })

  it("an invalid registration link asks the visitor to request a new one", async () => {
    rejection = { code: "registration_link_invalid", message: "This link is invalid." }
    const state = await submitted({ full_name: "Asha Rao", password: "three quiet words" })
    expect(state.errors).toEqual({})
    expect(state.problem).toContain("new one")
  })
})

describe("signing in", () => {
  const withPassword = () => {
    const form = new FormData()
    form.set("email", "asha@example.com")
    form.set("password", "three quiet words")
    return signIn(INITIAL_STATE, form)
  }

  it("tells the owner of a suspended account, and no one else, that it is suspended", async () => {
    status = 403
    rejection = {
      code: "account_suspended",
      message: "This account is suspended.",
      suggested_action: "Contact us.",
    }
    expect((await withPassword()).problem).toBe("This account is suspended. Contact us.")
    status = 401
    rejection = { code: "unauthorized", message: "You are not signed in." }
    expect((await withPassword()).problem).toMatch(/^Your email or password is incorrect/)
  })
})
