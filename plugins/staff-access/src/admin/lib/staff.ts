import { callRoute, useChange, useRoute } from "@atrium/admin-kit"

import type { ApprovalStatus } from "../../contracts/approvals"
import { routes } from "../../contracts/routes"
import type { UpdateStaffSettings } from "../../contracts/settings"
import type { CreateRole, InviteStaff, UpdateMember, UpdateRole } from "../../contracts/staff"

/** Roles, users and keys refer to each other: a change to one affects all of them. */
const CHANGED = ["staff-access", "staff-roles", "staff", "staff-keys", "staff-settings"]
const FAILED = "The change was not saved"

export const useRoles = () => useRoute(routes, "GET /admin/staff-roles", {})
export const useMembers = (page: { limit: number; offset: number }) =>
  useRoute(routes, "GET /admin/staff", { query: page })
export const useMember = (id: string) => useRoute(routes, "GET /admin/staff/:id", { params: { id } })
export const useKeys = () => useRoute(routes, "GET /admin/staff-keys", {})
export const useSettings = () => useRoute(routes, "GET /admin/staff-settings", {})

export const useApprovals = (status: ApprovalStatus | undefined, page: { limit: number; offset: number }) =>
  useRoute(
    routes,
    "GET /admin/approvals",
    { query: { ...page, ...(status ? { status: [status] } : {}) } },
    { refreshMs: 10_000 }
  )

/** For a form, which shows failures itself. */
export const useInvite = () =>
  useChange({
    send: (body: InviteStaff) => callRoute(routes, "POST /admin/staff-invitations", { body }),
    refresh: CHANGED,
  })

/** Changes a role, or creates one if there is no ID. For a form, which shows failures itself. */
export const useSaveRole = (id: string | undefined) =>
  useChange({
    send: (body: CreateRole & UpdateRole) =>
      id
        ? callRoute(routes, "POST /admin/staff-roles/:id", { params: { id }, body })
        : callRoute(routes, "POST /admin/staff-roles", { body }),
    refresh: CHANGED,
  })

export const useSaveSettings = () =>
  useChange({
    send: (body: UpdateStaffSettings) => callRoute(routes, "POST /admin/staff-settings", { body }),
    refresh: CHANGED,
  })

export const useRequireTwoStep = () =>
  useChange({
    send: (required: boolean) =>
      callRoute(routes, "POST /admin/staff-settings", { body: { require_two_step: required } }),
    refresh: CHANGED,
    done: "Settings saved",
    failed: FAILED,
  })

export const useUpdateMember = () =>
  useChange({
    send: ({ id, ...body }: UpdateMember & { id: string }) =>
      callRoute(routes, "POST /admin/staff/:id", { params: { id }, body }),
    refresh: CHANGED,
    done: "Access changed",
    failed: FAILED,
  })

export const useResetTwoStep = () =>
  useChange({
    send: (id: string) => callRoute(routes, "POST /admin/staff/:id/reset-two-step", { params: { id } }),
    refresh: CHANGED,
    done: "Two-step verification reset",
    failed: FAILED,
  })

export const useDeleteRole = () =>
  useChange({
    send: (id: string) => callRoute(routes, "DELETE /admin/staff-roles/:id", { params: { id } }),
    refresh: CHANGED,
    done: "Role deleted",
    failed: "The role was not deleted",
  })

export const useUpdateKey = () =>
  useChange({
    send: ({ id, role_id }: { id: string; role_id: string | null }) =>
      callRoute(routes, "POST /admin/staff-keys/:id", { params: { id }, body: { role_id } }),
    refresh: CHANGED,
    done: "Access changed",
    failed: FAILED,
  })

export const useApprove = () =>
  useChange({
    send: (id: string) => callRoute(routes, "POST /admin/approvals/:id/approve", { params: { id } }),
    refresh: ["approvals"],
    done: "Request approved",
    failed: "The request was not approved",
  })

/** For a form, which shows failures itself. */
export const useDecline = (id: string) =>
  useChange({
    send: (body: { reason: string }) =>
      callRoute(routes, "POST /admin/approvals/:id/decline", { params: { id }, body }),
    refresh: ["approvals"],
  })
