import type { NextRequest } from "next/server"

import { sessionToken } from "@/features/auth/session"
import { openShopFile } from "@/lib/medusa"

type Context = { params: Promise<{ order: string; kind: string }> }

const PRIVATE = { "cache-control": "private, no-store", "x-robots-tag": "noindex", "x-content-type-options": "nosniff" }
const REFUSED: Readonly<Record<number, string>> = {
  409: "This document isn't ready yet. Try again in a few minutes.",
  429: "Too many downloads at once. Try again in a minute.",
}

/** Downloads a receipt, an invoice or a credit note: for the signed-in customer, or with the link from an email. */
export const GET = async (request: NextRequest, { params }: Context): Promise<Response> => {
  const { order, kind } = await params
  const path = `/store/orders/${encodeURIComponent(order)}/documents/${encodeURIComponent(kind)}`
  const query = new URLSearchParams()
  for (const name of ["token", "number"]) {
    const value = request.nextUrl.searchParams.get(name)
    if (value) query.set(name, value)
  }
  const file = await openShopFile({ path, query, token: await sessionToken() })
  const name = file.headers.get("content-disposition")
  if (file.ok && name)
    return new Response(file.body, {
      headers: { ...PRIVATE, "content-type": "application/pdf", "content-disposition": name },
    })
  const known = REFUSED[file.status]
  return new Response(known ?? "This link has expired or isn't valid. Sign in to find the documents of your orders.", {
    status: known ? file.status : 404,
    headers: { ...PRIVATE, "content-type": "text/plain; charset=utf-8" },
  })
}
