import { DEMO_PASSWORD, withShop } from "@atrium/test-kit"
import { adminPermissions, BUILT_IN_ROLES, type BuiltInRole } from "@atrium/staff-access/contracts"
import {
  builtInRolePermissions,
  clearStaffCache,
  routeMatcher,
  unknownRolePermissions,
} from "@atrium/staff-access/use-cases"
import { menuPages } from "@atrium/staff-access/extension-points"
import { Modules } from "@medusajs/framework/utils"

import { routeTables } from "../../route-tables"
import { adminRouter } from "./running-router"

jest.setTimeout(120_000)

const table = adminPermissions(routeTables)
const named = ({ method, path }: { method: string; path: string }) => `${method} ${path}`
const fill = (path: string) => path.replace(/:(\w+)/g, "none_01")

type Refusal = { code: string }
type Role = { id: string; name: string; permissions: string[]; assignable: boolean; built_in: boolean }
type Member = { id: string; email: string; role: { id: string } | null; status: string; manageable: boolean }

withShop(({ api, baseUrl, container, countStatements, signIn }) => {
  const tokens = new Map<string, string>()
  const as = (role: string) => ({ authorization: `Bearer ${tokens.get(role) ?? ""}` })
  const call = <T = Refusal>(role: string, method: string, path: string, body?: unknown) =>
    api.raw<T>(method, path, { headers: as(role), ...(method === "GET" ? {} : { body: body ?? {} }) })
  const members = async (): Promise<Member[]> =>
    (await call<{ staff: Member[] }>("owner", "GET", "/admin/staff?limit=100")).body.staff
  const memberOf = async (email: string): Promise<Member> => {
    const member = (await members()).find((one) => one.email === email)
    if (!member) throw new Error(`${email} is not staff`)
    return member
  }
  const withKey = async (role: string) => {
    const made = await call<{ api_key: { id: string; token: string } }>(role, "POST", "/admin/api-keys", {
      title: `Key of ${role} ${Math.random()}`,
      type: "secret",
    })
    const headers = { authorization: `Basic ${Buffer.from(`${made.body.api_key.token}:`).toString("base64")}` }
    const get = (path: string) => api.raw<Refusal>("GET", path, { headers })
    return { id: made.body.api_key.id, get }
  }
  /** A person who was invited with a role and accepted. */
  const join = async (inviter: string, email: string, roleId: string): Promise<number> => {
    const invited = await call(inviter, "POST", "/admin/staff-invitations", { email, role_id: roleId })
    if (invited.status !== 201) return invited.status
    const auth = container().resolve(Modules.AUTH)
    const users = container().resolve(Modules.USER)
    const [invite] = await users.listInvites({ email })
    if (!invite) throw new Error("No invitation")
    const { authIdentity } = await auth.register("emailpass", { body: { email, password: DEMO_PASSWORD } })
    const user = await users.createUsers({ email: invite.email })
    await auth.updateAuthIdentities({ id: authIdentity?.id ?? "", app_metadata: { user_id: user.id } })
    await users.deleteInvites([invite.id])
    tokens.set(email, await signIn("user", email, DEMO_PASSWORD))
    return invited.status
  }

  beforeAll(async () => {
    for (const role of BUILT_IN_ROLES)
      tokens.set(
        role,
        await signIn("user", role === "owner" ? "admin@atrium.test" : `${role}@atrium.test`, DEMO_PASSWORD)
      )
  })

  describe("the permission table", () => {
    it("has a row for every Admin route of the running process, and none for a route that is not there", async () => {
      const { routes } = await adminRouter(baseUrl())
      expect(table.map(named).sort()).toEqual(routes.map(named).sort())
    })

    it("uses the row of the route that Express runs", async () => {
      const { chosen } = await adminRouter(baseUrl())
      const match = routeMatcher(table)
      for (const { method, path } of table)
        expect(`${method} ${match(method, fill(path))?.path}`).toBe(`${method} ${chosen(method, fill(path))}`)
    })

    it("names only permissions that exist in the built-in roles", () => {
      expect(unknownRolePermissions(routeTables)).toEqual([])
    })

    it("has the permission of every page that Admin's menu hides", () => {
      const missing = menuPages.all().filter(({ permission }) => !builtInRolePermissions().owner.has(permission))
      expect(missing).toEqual([])
    })

    it.each(BUILT_IN_ROLES)("lets %s do what the role holds, and nothing else", async (role: BuiltInRole) => {
      const held = builtInRolePermissions()[role]
      const wrong: string[] = []
      for (const row of table) {
        // These two end without a decision about a role, or not at all.
        if (row.permission === "public" || row.path.endsWith("/subscribe")) continue
        const allowed = row.permission === "profile" || held.has(row.permission)
        // What routes do is tested elsewhere; one role is enough to show that allowed routes are reached.
        if (allowed && role !== "finance") continue
        const query = row.path === "/admin/notifications" ? "?channel=feed" : ""
        const answer = await call(role, row.method, fill(row.path) + query)
        const refused = answer.status === 403 && answer.body.code === "permission_required"
        if (refused === allowed) wrong.push(`${named(row)} (${row.permission}) answered ${answer.status}`)
      }
      expect(wrong).toEqual([])
    })

    it("refuses a route that is not in it, also to an owner and to a secret key", async () => {
      expect((await call("owner", "GET", "/admin/not-in-the-table")).status).toBe(403)
      expect((await call("owner", "PUT", "/admin/orders")).status).toBe(403)
      const key = await withKey("owner")
      expect((await key.get("/admin/not-in-the-table")).status).toBe(403)
      expect((await key.get("/admin/orders")).status).toBe(200)
    })

    it("refuses running a workflow manually to everyone", async () => {
      const path = "/admin/workflows-executions/refund-payment-workflow/run"
      expect((await call("owner", "POST", path)).status).toBe(403)
    })
  })

  describe("what a role can reach through another resource", () => {
    it("refuses relations that lead to people or money the role may not read", async () => {
      for (const fields of ["*sales_channels.orders", "+variants.orders.email", "*customers", "id,users.email"]) {
        const answer = await call("content", "GET", `/admin/products?fields=${encodeURIComponent(fields)}`)
        expect({ fields, status: answer.status }).toEqual({ fields, status: 403 })
      }
      expect((await call("content", "GET", "/admin/products?fields=id,title,*variants")).status).toBe(200)
    })

    it("lists only the notification feed, never what was sent to people", async () => {
      const unnamed = await call<{ notifications: { channel: string }[] }>(
        "owner",
        "GET",
        "/admin/notifications?limit=100"
      )
      expect(unnamed.status).toBe(200)
      expect(unnamed.body.notifications.filter(({ channel }) => channel !== "feed")).toEqual([])
      expect((await call("owner", "GET", "/admin/notifications?channel=email")).status).toBe(403)
      expect((await call("support", "GET", "/admin/notifications?channel=feed")).status).toBe(200)
    })

    it("lets everyone read and change their own profile, and no one else's", async () => {
      const own = await memberOf("content@atrium.test")
      const other = await memberOf("support@atrium.test")
      expect((await call("content", "POST", `/admin/users/${own.id}`, { first_name: "Tara" })).status).toBe(200)
      expect((await call("content", "POST", `/admin/users/${other.id}`, { first_name: "X" })).status).toBe(403)
      expect((await call("content", "DELETE", `/admin/users/${own.id}`)).status).toBe(403)
    })
  })

  describe("roles of the shop", () => {
    it("creates a role from permissions, and reports every invalid one", async () => {
      const made = await call<{ role: Role }>("owner", "POST", "/admin/staff-roles", {
        name: "Warehouse",
        permissions: ["orders:read", "inventory:read", "inventory:write"],
      })
      expect(made.status).toBe(201)
      const taken = await call("owner", "POST", "/admin/staff-roles", { name: "warehouse", permissions: [] })
      expect(taken.body.code).toBe("role_name_taken")
      const builtIn = await call("owner", "POST", "/admin/staff-roles", { name: "Owner", permissions: [] })
      expect(builtIn.body.code).toBe("role_name_taken")
      const unknown = await call("owner", "POST", "/admin/staff-roles", { name: "Other", permissions: ["moon:walk"] })
      expect(unknown.body.code).toBe("unknown_permission")
      expect((await call("owner", "POST", "/admin/staff-roles/owner", { name: "Boss" })).status).toBe(404)
    })

    it("applies at once after a change, also to existing tokens", async () => {
      const made = await call<{ role: Role }>("owner", "POST", "/admin/staff-roles", {
        name: "Reader",
        permissions: ["orders:read"],
      })
      const { id } = made.body.role
      expect(await join("owner", "reader@atrium.test", id)).toBe(201)
      const read = (path: string) => call("reader@atrium.test", "GET", path)
      expect((await read("/admin/orders")).status).toBe(200)
      expect((await read("/admin/customers")).status).toBe(403)
      await call("owner", "POST", `/admin/staff-roles/${id}`, { permissions: ["customers:read"] })
      expect((await read("/admin/orders")).status).toBe(403)
      expect((await read("/admin/customers")).status).toBe(200)
      expect((await call("owner", "DELETE", `/admin/staff-roles/${id}`)).body.code).toBe("role_in_use")
    })

    it("costs one statement for a request, and none while it is cached", async () => {
      expect(await join("owner", "counted@atrium.test", "support")).toBe(201)
      const ask = () => countStatements(() => call("counted@atrium.test", "GET", "/admin/staff-access"))
      // The first request of a person gives them the role of their invitation.
      await ask()
      clearStaffCache()
      const ofStaff = (statements: string[]) => statements.filter((sql) => sql.includes("staff_member"))
      expect(ofStaff((await ask()).statements)).toHaveLength(1)
      expect(ofStaff((await ask()).statements)).toHaveLength(0)
    })
  })

  describe("who may assign which role", () => {
    it("lets no one assign, change or remove more than they have", async () => {
      const owner = await memberOf("admin@atrium.test")
      const support = await memberOf("support@atrium.test")
      const asManager = (id: string, body: unknown) => call("manager", "POST", `/admin/staff/${id}`, body)
      expect((await asManager(support.id, { role_id: "owner" })).body.code).toBe("cannot_grant")
      expect((await asManager(owner.id, { status: "suspended" })).body.code).toBe("cannot_grant")
      expect((await call("manager", "DELETE", `/admin/users/${owner.id}`)).body.code).toBe("cannot_grant")
      expect(await join("manager", "boss@atrium.test", "owner")).toBe(403)
      expect((await call("manager", "POST", "/admin/staff-roles", { name: "X", permissions: [] })).status).toBe(403)
      const key = await withKey("owner")
      expect((await call("manager", "POST", `/admin/staff-keys/${key.id}`, { role_id: "content" })).status).toBe(403)
      expect((await asManager(support.id, { role_id: "content" })).status).toBe(200)
      expect((await asManager(support.id, { role_id: "support" })).status).toBe(200)
    })

    it("keeps the last active owner, whichever way they would be removed", async () => {
      const { id } = await memberOf("admin@atrium.test")
      expect((await call("owner", "POST", `/admin/staff/${id}`, { role_id: "manager" })).body.code).toBe("last_owner")
      expect((await call("owner", "POST", `/admin/staff/${id}`, { role_id: null })).body.code).toBe("last_owner")
      expect((await call("owner", "POST", `/admin/staff/${id}`, { status: "suspended" })).body.code).toBe("last_owner")
      expect((await call("owner", "DELETE", `/admin/users/${id}`)).body.code).toBe("last_owner")
    })

    it("removes only one of two owners when both leave at the same moment", async () => {
      expect(await join("owner", "second@atrium.test", "owner")).toBe(201)
      const [first, second] = [await memberOf("admin@atrium.test"), await memberOf("second@atrium.test")]
      const answers = await Promise.all([
        call("owner", "POST", `/admin/staff/${second.id}`, { status: "suspended" }),
        call("second@atrium.test", "POST", `/admin/staff/${first.id}`, { status: "suspended" }),
      ])
      const left = (await Promise.all(["owner", "second@atrium.test"].map((who) => call(who, "GET", "/admin/orders"))))
        .map(({ status }) => status)
        .sort()
      expect(answers.map(({ status }) => status).sort()[0]).toBe(200)
      expect(left).toEqual([200, 403])
      if ((await call("owner", "GET", "/admin/orders")).status === 200) return
      await call("second@atrium.test", "POST", `/admin/staff/${first.id}`, { status: "active" })
    })

    it("assigns an invited person the invitation's role, and none if it has none", async () => {
      expect(await join("manager", "new-support@atrium.test", "support")).toBe(201)
      expect((await call("new-support@atrium.test", "GET", "/admin/orders")).status).toBe(200)
      expect((await call("new-support@atrium.test", "GET", "/admin/users")).status).toBe(403)
      const plain = await call("owner", "POST", "/admin/invites", { email: "plain@atrium.test" })
      expect(plain.status).toBe(200)
    })

    it("shows an invitation's token only to those who could have given its role", async () => {
      const invited = await call("owner", "POST", "/admin/staff-invitations", {
        email: "o2@atrium.test",
        role_id: "owner",
      })
      expect(invited.status).toBe(201)
      type Invites = { invites: { id: string; email: string; token?: string }[] }
      const tokenFor = async (role: string) =>
        (await call<Invites>(role, "GET", "/admin/invites")).body.invites.find(
          ({ email }) => email === "o2@atrium.test"
        )
      expect((await tokenFor("owner"))?.token).toEqual(expect.any(String))
      const seen = await tokenFor("manager")
      expect(seen && "token" in seen).toBe(false)
      expect((await call("manager", "POST", `/admin/invites/${seen?.id ?? ""}/resend`)).body.code).toBe("cannot_grant")
    })
  })

  describe("suspension and keys", () => {
    it("refuses a suspended person at once, with their keys, until they are reactivated", async () => {
      expect(await join("owner", "leaver@atrium.test", "manager")).toBe(201)
      const key = await withKey("leaver@atrium.test")
      const { id } = await memberOf("leaver@atrium.test")
      expect((await key.get("/admin/orders")).status).toBe(200)
      await call("owner", "POST", `/admin/staff/${id}`, { status: "suspended" })
      expect((await call("leaver@atrium.test", "GET", "/admin/users/me")).body.code).toBe("staff_suspended")
      expect((await key.get("/admin/orders")).body.code).toBe("key_inactive")
      await call("owner", "POST", `/admin/staff-keys/${key.id}`, { role_id: "support" })
      expect((await key.get("/admin/orders")).status).toBe(200)
      expect((await key.get("/admin/users")).status).toBe(403)
      await call("owner", "POST", `/admin/staff/${id}`, { status: "active" })
      expect((await call("leaver@atrium.test", "GET", "/admin/users/me")).status).toBe(200)
    })

    it("gives a key its creator's current permissions, not those at its creation", async () => {
      expect(await join("owner", "mover@atrium.test", "manager")).toBe(201)
      const key = await withKey("mover@atrium.test")
      const { id } = await memberOf("mover@atrium.test")
      await call("owner", "POST", `/admin/staff/${id}`, { role_id: "content" })
      expect((await key.get("/admin/products")).status).toBe(200)
      expect((await key.get("/admin/orders")).status).toBe(403)
    })

    it("revokes the key of a deleted person", async () => {
      expect(await join("owner", "gone@atrium.test", "manager")).toBe(201)
      const key = await withKey("gone@atrium.test")
      const { id } = await memberOf("gone@atrium.test")
      expect((await call("owner", "DELETE", `/admin/users/${id}`)).status).toBe(200)
      expect((await key.get("/admin/orders")).body.code).toBe("key_inactive")
      expect((await call("gone@atrium.test", "GET", "/admin/users/me")).status).toBeGreaterThanOrEqual(401)
    })
  })
})
