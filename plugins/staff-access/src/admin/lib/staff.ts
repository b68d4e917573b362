import { toast } from "@medusajs/ui"
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"

import type { ApprovalListAnswer, ApprovalStatus } from "../../contracts/approvals"
import type { StaffSettingsOut, UpdateStaffSettings } from "../../contracts/settings"
import type {
  CreateRole,
  InviteStaff,
  KeyOut,
  MemberListAnswer,
  MemberOut,
  OwnAccess,
  RoleListAnswer,
  UpdateMember,
  UpdateRole,
} from "../../contracts/staff"
import { sdk } from "./sdk"

const KEY = "staff-access"

export const useOwnAccess = () =>
  useQuery({
    queryKey: [KEY, "own"],
    queryFn: () => sdk.client.fetch<{ access: OwnAccess }>("/admin/staff-access"),
  })

export const useRoles = () =>
  useQuery({ queryKey: [KEY, "roles"], queryFn: () => sdk.client.fetch<RoleListAnswer>("/admin/staff-roles") })

export const useMembers = (page: { limit: number; offset: number }) =>
  useQuery({
    queryKey: [KEY, "members", page],
    queryFn: () => sdk.client.fetch<MemberListAnswer>("/admin/staff", { query: page }),
    placeholderData: keepPreviousData,
  })

export const useMember = (id: string) =>
  useQuery({
    queryKey: [KEY, "member", id],
    queryFn: () => sdk.client.fetch<{ staff: MemberOut }>(`/admin/staff/${id}`),
  })

export const useKeys = () =>
  useQuery({ queryKey: [KEY, "keys"], queryFn: () => sdk.client.fetch<{ keys: KeyOut[] }>("/admin/staff-keys") })

export const useSettings = () =>
  useQuery({
    queryKey: [KEY, "settings"],
    queryFn: () => sdk.client.fetch<{ settings: StaffSettingsOut }>("/admin/staff-settings"),
  })

export const useApprovals = (status: ApprovalStatus | undefined, page: { limit: number; offset: number }) =>
  useQuery({
    queryKey: [KEY, "approvals", status, page],
    queryFn: () =>
      sdk.client.fetch<ApprovalListAnswer>("/admin/approvals", {
        query: { ...page, ...(status ? { status: [status] } : {}) },
      }),
    placeholderData: keepPreviousData,
    refetchInterval: 10_000,
  })

/** Sends a change, says so, and loads again what is shown: also after a refusal, for then it is out of date. */
const useChange = <T>(send: (input: T) => Promise<unknown>, done: string) => {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: send,
    onSuccess: () => toast.success(done),
    onError: (error) => toast.error(error.message),
    onSettled: () => queryClient.invalidateQueries({ queryKey: [KEY] }),
  })
}

const post = (path: string, body: object = {}) => sdk.client.fetch<unknown>(path, { method: "POST", body })

export const useInvite = () =>
  useChange((body: InviteStaff) => post("/admin/staff-invitations", body), "Invitation sent")
export const useUpdateMember = () =>
  useChange(({ id, ...change }: UpdateMember & { id: string }) => post(`/admin/staff/${id}`, change), "Access changed")
export const useResetTwoStep = () =>
  useChange((id: string) => post(`/admin/staff/${id}/reset-two-step`), "Two-step verification reset")
export const useCreateRole = () => useChange((body: CreateRole) => post("/admin/staff-roles", body), "Role created")
export const useUpdateRole = () =>
  useChange(({ id, ...change }: UpdateRole & { id: string }) => post(`/admin/staff-roles/${id}`, change), "Role saved")
export const useDeleteRole = () =>
  useChange((id: string) => sdk.client.fetch(`/admin/staff-roles/${id}`, { method: "DELETE" }), "Role deleted")
export const useUpdateKey = () =>
  useChange(
    ({ id, role_id }: { id: string; role_id: string | null }) => post(`/admin/staff-keys/${id}`, { role_id }),
    "Access changed"
  )
export const useUpdateSettings = () =>
  useChange((body: UpdateStaffSettings) => post("/admin/staff-settings", body), "Settings saved")
export const useApprove = () => useChange((id: string) => post(`/admin/approvals/${id}/approve`), "Approved")
export const useDecline = () =>
  useChange(
    ({ id, reason }: { id: string; reason: string }) => post(`/admin/approvals/${id}/decline`, { reason }),
    "Declined"
  )
