import { commonErrors } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"

import { staffErrors } from "../contracts/errors"
import type { KeyOut, UpdateKey } from "../contracts/staff"
import { findSecretKey, type KeyRow, listSecretKeys } from "../data/core/list-keys"
import { writeKeyRole } from "../data/keys"
import { covers } from "../domain/role-permissions"
import { recordAudit } from "./audit-trail"
import { grantableRole } from "./roles"
import { clearStaffCache, type Staff, staffOf } from "./staff-of-request"

const keyAccess = (container: MedusaContainer, id: string): Promise<Staff | undefined> =>
  staffOf(container, { actor_type: "api-key", actor_id: id, auth_identity_id: "" })

const creatorOf = (container: MedusaContainer, id: string): Promise<Staff | undefined> =>
  staffOf(container, {
    actor_type: id.startsWith("apk_") ? "api-key" : "user",
    actor_id: id,
    auth_identity_id: "",
  })

const present = async (container: MedusaContainer, row: KeyRow): Promise<KeyOut> => {
  const staff = await keyAccess(container, row.id)
  return {
    id: row.id,
    title: row.title,
    redacted: row.redacted,
    role: row.role_id ? (staff?.role ?? null) : null,
    created_by: row.creator,
    active: staff?.status === "active",
  }
}

export const listKeys = async (container: MedusaContainer, knex: Knex): Promise<KeyOut[]> =>
  Promise.all((await listSecretKeys(knex)).map((row) => present(container, row)))

/** Staff cannot change a key with more access than theirs, or grant a key more access than they have. */
export const changeKey = async (
  container: MedusaContainer,
  knex: Knex,
  actor: Staff,
  id: string,
  { role_id }: UpdateKey
): Promise<KeyOut> => {
  const row = await findSecretKey(knex, id)
  if (!row) throw commonErrors.fail("not_found")
  const access = [await keyAccess(container, id)]
  if (role_id !== null) await grantableRole(knex, actor, role_id)
  else access.push(await creatorOf(container, row.created_by))
  if (!access.every((staff) => covers(actor.permissions, staff?.permissions ?? [])))
    throw staffErrors.fail("cannot_grant")
  await knex.transaction(async (trx) => {
    await writeKeyRole(trx, { api_key_id: id, role_id, assigned_by: actor.person })
    await recordAudit(trx, {
      action: "staff.key_access_changed",
      target: { type: "api-key", id, label: row.title },
      before: { role: row.role_id },
      after: { role: role_id },
    })
  })
  clearStaffCache()
  const after = await findSecretKey(knex, id)
  if (!after) throw commonErrors.fail("not_found")
  return present(container, after)
}
