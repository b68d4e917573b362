import { defineRouteTable, idText } from "@atrium/kernel"
import { z } from "zod"

import { approvalRoutes } from "./approvals"
import { staffErrors } from "./errors"
import { StaffSettingsOut, UpdateStaffSettings } from "./settings"
import {
  CreateRole,
  InvitationOut,
  InviteStaff,
  KeyListAnswer,
  KeyOut,
  MemberListAnswer,
  MemberListQuery,
  MemberOut,
  OwnAccess,
  RoleListAnswer,
  RoleOut,
  UpdateKey,
  UpdateMember,
  UpdateRole,
} from "./staff"

const staff = { actor: "staff", owner: null, rateLimit: "admin", errors: [] } as const
const params = z.strictObject({ id: idText })
const role = { 200: z.strictObject({ role: RoleOut }) }
const member = { 200: z.strictObject({ staff: MemberOut }) }
const settings = { 200: z.strictObject({ settings: StaffSettingsOut }) }

export const routes = defineRouteTable("staff-access", {
  ...approvalRoutes,
  "GET /admin/staff-access": {
    ...staff,

    permission: "profile",
    summary: "The caller's role, permissions and two-step verification",
    response: { 200: z.strictObject({ access: OwnAccess }) },
  },
  "GET /admin/staff-roles": {
    ...staff,

    summary: "Roles with their permissions, built-in ones first",
    response: { 200: RoleListAnswer },
  },
  "POST /admin/staff-roles": {
    ...staff,

    summary: "Create a role",
    body: CreateRole,
    response: { 201: z.strictObject({ role: RoleOut }) },
    errors: staffErrors.codes("role_name_taken", "unknown_permission", "cannot_grant"),
  },
  "POST /admin/staff-roles/:id": {
    ...staff,

    summary: "Change a role; built-in roles cannot be changed",
    params,
    body: UpdateRole,
    response: role,
    errors: staffErrors.codes("role_name_taken", "unknown_permission", "cannot_grant"),
  },
  "DELETE /admin/staff-roles/:id": {
    ...staff,

    summary: "Delete a role that is not assigned",
    params,
    response: { 200: z.strictObject({ id: z.string(), deleted: z.literal(true) }) },
    errors: staffErrors.codes("role_in_use"),
  },
  "GET /admin/staff": {
    ...staff,

    summary: "Staff with their roles",
    query: MemberListQuery,
    response: { 200: MemberListAnswer },
  },
  "GET /admin/staff/:id": {
    ...staff,

    summary: "One staff member",
    params,
    response: member,
  },
  "POST /admin/staff/:id": {
    ...staff,

    permission: "staff:manage",
    summary: "Assign a role, suspend or reactivate",
    params,
    body: UpdateMember,
    response: member,
    errors: staffErrors.codes("last_owner", "cannot_grant", "unknown_role"),
  },
  "POST /admin/staff/:id/reset-two-step": {
    ...staff,

    permission: "staff-settings:write",
    summary: "Remove a staff member's authenticator and recovery codes",
    params,
    response: member,
  },
  "POST /admin/staff-invitations": {
    ...staff,

    permission: "staff:manage",
    summary: "Invite a staff member with a role",
    body: InviteStaff,
    response: { 201: z.strictObject({ invitation: InvitationOut }) },
    errors: staffErrors.codes("cannot_grant", "unknown_role"),
  },
  "GET /admin/staff-keys": {
    ...staff,

    permission: "api-keys:read",
    summary: "Secret API keys and their access",
    response: { 200: KeyListAnswer },
  },
  "POST /admin/staff-keys/:id": {
    ...staff,

    permission: "api-keys:write",
    summary: "Assign a role to a secret API key, or its creator's access",
    params,
    body: UpdateKey,
    response: { 200: z.strictObject({ key: KeyOut }) },
    errors: staffErrors.codes("cannot_grant", "unknown_role"),
  },
  "GET /admin/staff-settings": {
    ...staff,

    permission: "staff:read",
    summary: "Two-step verification and refund limits",
    response: settings,
  },
  "POST /admin/staff-settings": {
    ...staff,

    permission: "staff-settings:write",
    summary: "Require two-step verification; set refund limits",
    body: UpdateStaffSettings,
    response: settings,
    errors: staffErrors.codes("two_step_first"),
  },
})
