import { passwordAuth } from "./auth"

const shopAuth = passwordAuth("customer")

jest.mock("next/headers", () => ({ headers: () => Promise.resolve(new Headers()) }))

const calls: { path: string; body: unknown; authorization: string | null }[] = []
let respond: () => Response = () => Response.json({})

beforeAll(() => {
  process.env.ATRIUM_PUBLISHABLE_KEY = "pk_test"
  jest.spyOn(globalThis, "fetch").mockImplementation((input, init) => {
    calls.push({
      path: new URL(String(input)).pathname,
      body: JSON.parse(typeof init?.body === "string" ? init.body : "null"),
      authorization: new Headers(init?.headers).get("authorization"),
    })
    return Promise.resolve(respond())
  })
})
beforeEach(() => (calls.length = 0))
afterAll(() => jest.restoreAllMocks())

describe("password authentication", () => {
  it("requesting a reset link accepts Medusa's plain text response", async () => {
    respond = () => new Response("Created", { status: 201, headers: { "content-type": "text/plain; charset=utf-8" } })
    await shopAuth.requestReset("ravi@customers.atrium.test")
    expect(calls).toEqual([
      {
        path: "/auth/customer/emailpass/reset-password",
        body: { identifier: "ravi@customers.atrium.test" },
        authorization: null,
      },
    ])
  })

  it("resetting a password sends only the password, with the token from the email", async () => {
    respond = () => Response.json({ success: true })
    await shopAuth.resetPassword("token-of-the-email", "four quiet words")
    expect(calls[0]).toEqual({
      path: "/auth/customer/emailpass/update",
      body: { password: "four quiet words" },
      authorization: "Bearer token-of-the-email",
    })
  })

  it("providers sign in through the provider routes", async () => {
    respond = () => Response.json({ token: "t" })
    expect(await passwordAuth("provider").signIn("mira@example.com", "four quiet words")).toBe("t")
    expect(calls[0]?.path).toBe("/auth/provider/emailpass")
  })

  it("a rejected sign-in throws an error with its status", async () => {
    respond = () => Response.json({ type: "unauthorized", message: "Invalid email or password" }, { status: 401 })
    await expect(shopAuth.signIn("a@example.com", "wrong")).rejects.toMatchObject({ status: 401 })
  })
})
