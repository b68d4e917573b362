import { withShop } from "@atrium/test-kit"
import { createUsersWorkflow, deleteUsersWorkflow } from "@medusajs/medusa/core-flows"

import { labelOfActor, listActiveStaff } from "../../../../plugins/staff-access/src/data/core/approvers"
import { makeExistingStaffOwners } from "../../../../plugins/staff-access/src/data/core/existing-staff"
import { findSecretKey, listSecretKeys } from "../../../../plugins/staff-access/src/data/core/list-keys"
import { findMember, hasOtherOwner, listMembers } from "../../../../plugins/staff-access/src/data/core/list-members"
import { readKeyStatus, readUserStatus } from "../../../../plugins/staff-access/src/data/core/staff-status"
import { accountsOf } from "./core-reads-driver"

jest.setTimeout(180_000)

// Tests every query of staff access on Medusa's tables, with rows that Medusa's own routes, modules and workflows made: an
// upgrade of Medusa that changes a table fails here.
withShop((shop) => {
  const { container, knex } = shop
  const { someEmail, newKey, revoke } = accountsOf(shop)
  const newUser = async (who: string): Promise<{ id: string; email: string }> => {
    const email = someEmail(who)
    const { result } = await createUsersWorkflow(container()).run({
      input: { users: [{ email, first_name: "Ella", last_name: "Ångström" }] },
    })
    return { id: String(result[0]?.id), email }
  }

  describe("staff access", () => {
    it("lists staff with their role, found by parts of name and address, and drops them with their account", async () => {
      const { id, email } = await newUser("ella")
      expect(await findMember(knex(), id)).toMatchObject({
        email,
        name: "Ella Ångström",
        role_id: null,
        status: "active",
        two_step: false,
      })
      const found = await listMembers(knex(), { q: "angstrom", order: "-created_at", limit: 1, offset: 0 })
      expect(found.members.map((member) => member.id)).toEqual([id])
      expect((await listMembers(knex(), { q: email, order: "email", limit: 5, offset: 3 })).count).toBe(1)
      await deleteUsersWorkflow(container()).run({ input: { ids: [id] } })
      expect(await findMember(knex(), id)).toBeUndefined()
      expect(await readUserStatus(knex(), id, "authid_none")).toBeUndefined()
    })

    it("makes owners of staff and keys from before there were roles, and leaves roles as they are", async () => {
      const support = (await listActiveStaff(knex())).find(({ email }) => email === "support@atrium.test")
      const [old, key, revoked] = [await newUser("old"), await newKey("secret"), await newKey("secret")]
      await revoke(revoked.id)
      expect((await listActiveStaff(knex())).map(({ id }) => id)).not.toContain(old.id)
      await makeExistingStaffOwners(knex())
      expect(await readUserStatus(knex(), old.id, "authid_none")).toMatchObject({ email: old.email, role_id: "owner" })
      expect(await readKeyStatus(knex(), key.id)).toMatchObject({ created_by: "somebody", role_id: "owner" })
      expect(await readKeyStatus(knex(), revoked.id)).toBeUndefined()
      const staff = await listActiveStaff(knex())
      expect(staff.find(({ id }) => id === support?.id)).toMatchObject({ role_id: "support" })
      expect(staff.find(({ id }) => id === old.id)).toMatchObject({ role_id: "owner" })
      await knex().transaction(async (trx) => expect(await hasOtherOwner(trx, old.id)).toBe(true))
    })

    it("a secret key counts until it is revoked, also when that was set for a later time", async () => {
      const { id } = await newKey("secret")
      expect(await findSecretKey(knex(), id)).toMatchObject({
        id,
        created_by: "somebody",
        creator: null,
        role_id: null,
      })
      expect(await labelOfActor(knex(), "api-key", id)).toMatch(/^Key /)
      await revoke(id, 3600)
      expect(await readKeyStatus(knex(), id)).toMatchObject({ created_by: "somebody" })
      const { id: publishable } = await newKey("publishable")
      const { id: gone } = await newKey("secret")
      await revoke(gone)
      const listed = (await listSecretKeys(knex())).map((key) => key.id)
      expect(listed).toContain(id)
      expect(listed).not.toContain(publishable)
      expect(listed).not.toContain(gone)
      expect(await readKeyStatus(knex(), publishable)).toBeUndefined()
    })

    it("names an actor by email address or title, and by id when there is no such row", async () => {
      const { id, email } = await newUser("named")
      expect(await labelOfActor(knex(), "user", id)).toBe(email)
      expect(await labelOfActor(knex(), "user", "user_none")).toBe("user_none")
    })
  })
})
