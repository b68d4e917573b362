import "server-only"
import type { PersonalFileOut } from "@atrium/documents/contracts"
import { type CheckoutDraft, type DraftPlan, routes } from "@atrium/service-provisioning/contracts"
import { cookies } from "next/headers"

import { sessionToken } from "@/features/auth/session"
import { type DraftChanges, saveChanges } from "@/features/checkout-draft/save-changes"
import { type FileResult, listFiles, removeFile, sendFile } from "@/features/files/send-file"
import { storefrontUrl } from "@/lib/env"
import { callRoute, isApiError } from "@/lib/medusa"

/** A draft on the server, and the secret that opens it. */
export type DraftKey = { id: string; token: string }

const TIMEOUT_MS = 4_000
const COOKIE_SECONDS = 30 * 24 * 60 * 60
const PART = /^[A-Za-z0-9_-]{1,128}$/

/** One draft for each plan. Signing out deletes the cookies with this beginning. */
const cookieName = (tierId: string): string => `atrium_purchase_${tierId}`

/** Returns the key of this browser's draft of a plan. */
export const draftKeyOf = async (tierId: string): Promise<DraftKey | undefined> => {
  if (!PART.test(tierId)) return undefined
  const [id = "", token = "", ...rest] = ((await cookies()).get(cookieName(tierId))?.value ?? "").split(".")
  return PART.test(id) && PART.test(token) && rest.length === 0 ? { id, token } : undefined
}

/** Stores the key of a draft. Only callable from server actions and route handlers. */
export const rememberDraft = async (tierId: string, { id, token }: DraftKey): Promise<void> => {
  if (!PART.test(tierId)) return
  const jar = await cookies()
  jar.set(cookieName(tierId), `${id}.${token}`, {
    httpOnly: true,
    sameSite: "lax",
    secure: storefrontUrl().startsWith("https:"),
    path: "/",
    maxAge: COOKIE_SECONDS,
  })
}

const session = async ({ id, token }: DraftKey) => ({
  params: { id },
  headers: { "x-draft-token": token },
  token: await sessionToken(),
  timeoutMs: TIMEOUT_MS,
})

const read = async (key: DraftKey): Promise<CheckoutDraft | undefined> => {
  try {
    return (await callRoute(routes, "GET /store/checkout-drafts/:id", await session(key))).data.draft
  } catch (error) {
    if (isApiError(error) && error.status === 404) return undefined
    throw error
  }
}

/** Returns what was typed for a plan. A form without it is better than none, so failures don't matter. */
export const findPlanDraft = async (tierId: string): Promise<CheckoutDraft | undefined> => {
  const key = await draftKeyOf(tierId)
  try {
    return key && (await read(key))
  } catch (error) {
    if (isApiError(error)) return undefined
    throw error
  }
}

type Save = Parameters<Parameters<typeof saveChanges>[0]["save"]>[0]

/**
 * Saves what changed for a plan, in a new draft if this browser has none. Returns its key, or undefined when it wasn't
 * saved. Only callable from server actions and route handlers.
 */
export const savePlanChanges = async (
  plan: DraftPlan,
  changes: DraftChanges,
  purchaseId?: string
): Promise<DraftKey | undefined> => {
  let key = await draftKeyOf(plan.tier_id)
  const more = { quantity: plan.quantity, ...(purchaseId === undefined ? {} : { purchase_id: purchaseId }) }
  const start = async ({ values, remind }: Save) => {
    const body = { plan, values, remind }
    const { data } = await callRoute(routes, "POST /store/checkout-drafts", {
      body,
      token: await sessionToken(),
      timeoutMs: TIMEOUT_MS,
    })
    key = { id: data.draft.id, token: data.draft.token }
    await rememberDraft(plan.tier_id, key)
  }
  const save = async (draft: Save): Promise<boolean> => {
    try {
      if (!key || draft.version === 0) await start(draft)
      else
        await callRoute(routes, "POST /store/checkout-drafts/:id", {
          ...(await session(key)),
          body: { ...draft, ...more },
        })
      return true
    } catch (error) {
      if (isApiError(error) && error.code === "draft_changed") return false
      throw error
    }
  }
  try {
    const saved = await saveChanges({ read: async () => key && read(key), save }, changes)
    return saved ? key : undefined
  } catch (error) {
    if (isApiError(error)) return undefined
    throw error
  }
}

/** Notes which purchase was started with the draft of a plan, so that the draft ends when it is paid. */
export const notePurchase = async (tierId: string, quantity: number, purchaseId: string): Promise<void> => {
  const key = await draftKeyOf(tierId)
  const draft = key && (await findPlanDraft(tierId))
  if (draft?.plan) await savePlanChanges({ ...draft.plan, quantity }, { values: {} }, purchaseId)
}

/** Deletes what was typed for a plan, here and on the server. Only callable from server actions and route handlers. */
export const forgetPlanDraft = async (tierId: string): Promise<void> => {
  const key = await draftKeyOf(tierId)
  if (!key) return
  const jar = await cookies()
  jar.delete(cookieName(tierId))
  try {
    await callRoute(routes, "DELETE /store/checkout-drafts/:id", await session(key))
  } catch (error) {
    // It ends by itself: with the purchase, or after 30 days.
    if (!isApiError(error)) throw error
  }
}

/** Emails a link that opens a draft on another device. @throws ApiError */
export const emailPlanLink = async (key: DraftKey, email: string): Promise<void> => {
  await callRoute(routes, "POST /store/checkout-drafts/:id/link", { ...(await session(key)), body: { email } })
}

const filesPath = ({ id }: DraftKey): string => `/store/checkout-drafts/${encodeURIComponent(id)}/files`

const fileSession = async ({ token }: DraftKey) => ({
  headers: { "x-draft-token": token },
  token: await sessionToken(),
})

/** The files that were sent for a plan. */
export const findPlanFiles = async (tierId: string): Promise<PersonalFileOut[]> => {
  const key = await draftKeyOf(tierId)
  return key ? listFiles(filesPath(key), await fileSession(key)) : []
}

/** Sends a file for a field of the purchase form, in a new draft if this browser has none. Only in route handlers. */
export const sendPlanFile = async (plan: DraftPlan, field: string, file: File): Promise<FileResult> => {
  const saved = await draftKeyOf(plan.tier_id)
  const key = saved && (await findPlanDraft(plan.tier_id)) ? saved : await savePlanChanges(plan, { values: {} })
  if (!key) return { problem: "Something went wrong. Please try again." }
  const query = { question_id: field.replace(/^intake\./, "") }
  return sendFile(filesPath(key), query, file, await fileSession(key))
}

export const removePlanFile = async (tierId: string, id: string): Promise<void> => {
  const key = await draftKeyOf(tierId)
  if (key) await removeFile(filesPath(key), id, await fileSession(key))
}
