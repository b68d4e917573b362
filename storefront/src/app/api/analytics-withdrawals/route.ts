import { stopForwarding } from "@/features/analytics/stop-forwarding"

/** Repeats a withdrawal that the backend could not take. Sent by `public/shop.js` on each page until it is taken. */
export const POST = async (): Promise<Response> => {
  await stopForwarding()
  return new Response(null, { status: 204 })
}
