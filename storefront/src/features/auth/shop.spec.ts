import { shopAuth } from "./shop"

jest.mock("next/headers", () => ({ headers: () => Promise.resolve(new Headers()) }))

const calls: { path: string; body: unknown; authorization: string | null }[] = []
let answer: () => Response = () => Response.json({})

beforeAll(() => {
  process.env.ATRIUM_PUBLISHABLE_KEY = "pk_test"
  jest.spyOn(globalThis, "fetch").mockImplementation((input, init) => {
    calls.push({
      path: new URL(String(input)).pathname,
      body: JSON.parse(typeof init?.body === "string" ? init.body : "null"),
      authorization: new Headers(init?.headers).get("authorization"),
    })
    return Promise.resolve(answer())
  })
})
beforeEach(() => (calls.length = 0))
afterAll(() => jest.restoreAllMocks())

describe("the shop's identity routes", () => {
  it("asks for a reset link and takes the plain word core answers with", async () => {
    answer = () => new Response("Created", { status: 201, headers: { "content-type": "text/plain; charset=utf-8" } })
    await shopAuth.requestReset("ravi@customers.atrium.test")
    expect(calls).toEqual([
      {
        path: "/auth/customer/emailpass/reset-password",
        body: { identifier: "ravi@customers.atrium.test" },
        authorization: null,
      },
    ])
  })

  it("sets the new password with the token of the mail and nothing else", async () => {
    answer = () => Response.json({ success: true })
    await shopAuth.resetPassword("token-of-the-mail", "four quiet words")
    expect(calls[0]).toEqual({
      path: "/auth/customer/emailpass/update",
      body: { password: "four quiet words" },
      authorization: "Bearer token-of-the-mail",
    })
  })

  it("splits a name where the shop wants it split, and leaves a single word whole", async () => {
    await shopAuth.completeRegistration("t", "Asha Devi Rao", "four quiet words")
    await shopAuth.completeRegistration("t", "Asha", "four quiet words")
    expect(calls.map(({ body }) => body)).toEqual([
      { token: "t", first_name: "Asha Devi", last_name: "Rao", password: "four quiet words" },
      { token: "t", first_name: "Asha", password: "four quiet words" },
    ])
  })

  it("hands on a refusal with its status, so that the page can choose its words", async () => {
    answer = () => Response.json({ type: "unauthorized", message: "Invalid email or password" }, { status: 401 })
    await expect(shopAuth.signIn("a@example.com", "wrong")).rejects.toMatchObject({ status: 401 })
  })
})
