import { routeMatcher } from "./match-route"

const match = routeMatcher([
  { method: "GET", path: "/admin/users/:id", permission: "staff:read" },
  { method: "GET", path: "/admin/users/me", permission: "profile" },
  { method: "POST", path: "/admin/users/:id", permission: "staff:manage" },
])
const permission = (method: string, path: string) => match(method, path)?.permission

it("prefers a literal segment over a parameter", () => {
  expect(permission("GET", "/admin/users/me")).toBe("profile")
  expect(permission("GET", "/admin/users/user_1")).toBe("staff:read")
})

it("ignores a trailing slash and treats HEAD as GET", () => {
  expect(permission("GET", "/admin/users/me/")).toBe("profile")
  expect(permission("HEAD", "/admin/users/user_1")).toBe("staff:read")
})

it("finds nothing for another method, a longer path, another case, an encoded literal or an empty segment", () => {
  expect(permission("GET", "/ADMIN/users/user_1")).toBeUndefined()
  expect(permission("GET", "/admin/Users/user_1")).toBeUndefined()
  expect(permission("GET", "/admin//users/user_1")).toBeUndefined()
  expect(permission("DELETE", "/admin/users/user_1")).toBeUndefined()
  expect(permission("GET", "/admin/users/user_1/roles")).toBeUndefined()
  expect(permission("GET", "/admin/%75sers/user_1")).toBeUndefined()
})
