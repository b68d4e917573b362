import { passwordResetLink } from "./password-reset-link"

const urls = { storefront: "https://shop.example/", backend: "https://api.shop.example" }
const request = { email: "ravi+x@example.com", token: "a.b-c" }

describe("the link of a password reset", () => {
  it("puts a customer's token and email address into the fragment, which no server or log sees", () => {
    const link = new URL(passwordResetLink({ ...request, actorType: "customer" }, urls) ?? "")
    expect(link.pathname + link.search).toBe("/reset-password")
    expect(Object.fromEntries(new URLSearchParams(link.hash.slice(1)))).toEqual(request)
  })

  it("leads a provider to the portal's page, with the token in the fragment", () => {
    const link = new URL(passwordResetLink({ ...request, actorType: "provider" }, urls) ?? "")
    expect(link.pathname + link.search).toBe("/provider/reset-password")
    expect(Object.fromEntries(new URLSearchParams(link.hash.slice(1)))).toEqual(request)
  })

  it("leads staff to Medusa's page", () => {
    const link = new URL(passwordResetLink({ ...request, actorType: "user" }, urls) ?? "")
    expect(link.origin + link.pathname).toBe("https://api.shop.example/app/reset-password")
    expect(Object.fromEntries(link.searchParams)).toEqual(request)
  })

  it("returns no link for actors without such a page", () => {
    expect(passwordResetLink({ ...request, actorType: "robot" }, urls)).toBeNull()
  })
})
