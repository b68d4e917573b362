import { emailText, idText, orderQuery, pageQuery, safeText } from "@atrium/kernel"
import { z } from "zod"

import { permissionText } from "./roles"

const moment = z.string()
export const page = { count: z.number(), offset: z.number(), limit: z.number() }

export const RoleOut = z.strictObject({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  /** Built-in roles are part of the release and cannot be changed. */
  built_in: z.boolean(),
  permissions: z.array(z.string()),
  members: z.number(),
  /** Whether the caller has all of its permissions, and so may assign it. */
  assignable: z.boolean(),
})
export type RoleOut = z.infer<typeof RoleOut>

const roleName = safeText({ min: 1, max: 60, required: "Enter a name" })
const description = safeText({ max: 200 })
const permissions = z.array(permissionText).max(300, "Choose at most 300 permissions")

export const CreateRole = z.strictObject({ name: roleName, description: description.default(""), permissions })
export type CreateRole = z.infer<typeof CreateRole>

export const UpdateRole = z
  .strictObject({
    name: roleName.optional(),
    description: description.optional(),
    permissions: permissions.optional(),
  })
  .refine((change) => Object.keys(change).length > 0, "Enter something to change")
export type UpdateRole = z.infer<typeof UpdateRole>

export const RoleListAnswer = z.strictObject({
  roles: z.array(RoleOut),
  /** Every permission that a role can contain. */
  permissions: z.array(z.string()),
})
export type RoleListAnswer = z.infer<typeof RoleListAnswer>

const roleRef = z.strictObject({ id: z.string(), name: z.string() })

export const MemberOut = z.strictObject({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role: roleRef.nullable(),
  status: z.enum(["active", "suspended"]),
  two_step: z.boolean(),
  /** Whether the caller may change this staff member. */
  manageable: z.boolean(),
  created_at: moment,
})
export type MemberOut = z.infer<typeof MemberOut>

export const MemberListQuery = z.strictObject({
  q: safeText({ max: 200 }).optional(),
  order: orderQuery(["created_at", "email"], "created_at"),
  ...pageQuery,
})
export type MemberListQuery = z.infer<typeof MemberListQuery>
export const MemberListAnswer = z.strictObject({ staff: z.array(MemberOut), ...page })
export type MemberListAnswer = z.infer<typeof MemberListAnswer>

export const UpdateMember = z
  .strictObject({
    role_id: idText.nullable().optional(),
    status: z.enum(["active", "suspended"], { error: "Choose active or suspended" }).optional(),
  })
  .refine((change) => Object.keys(change).length > 0, "Enter something to change")
export type UpdateMember = z.infer<typeof UpdateMember>

export const InviteStaff = z.strictObject({ email: emailText, role_id: idText })
export type InviteStaff = z.infer<typeof InviteStaff>

export const InvitationOut = z.strictObject({ id: z.string(), email: z.string(), role: roleRef })

export const KeyOut = z.strictObject({
  id: z.string(),
  title: z.string(),
  redacted: z.string(),
  /** The role assigned to the key; null: it has its creator's access. */
  role: roleRef.nullable(),
  created_by: z.string().nullable(),
  active: z.boolean(),
})
export type KeyOut = z.infer<typeof KeyOut>
export const KeyListAnswer = z.strictObject({ keys: z.array(KeyOut) })
export const UpdateKey = z.strictObject({ role_id: idText.nullable() })
export type UpdateKey = z.infer<typeof UpdateKey>

export const OwnAccess = z.strictObject({
  role: roleRef.nullable(),
  permissions: z.array(z.string()),
  two_step: z.boolean(),
  two_step_required: z.boolean(),
  /** Admin pages that the role can't open, which are hidden from the menu. */
  hidden_pages: z.array(z.string()),
})
export type OwnAccess = z.infer<typeof OwnAccess>
