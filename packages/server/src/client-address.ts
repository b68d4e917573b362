import type { IncomingMessage } from "node:http"
import { isIP } from "node:net"

/**
 * The address a request came from, as Express reports it with `trust proxy` at 1 (Medusa's setting): the last entry of
 * X-Forwarded-For, which our proxy added, else the connection's. Plain IPv4, also where the socket is IPv6.
 */
export const clientAddress = (request: Pick<IncomingMessage, "headers" | "socket">): string => {
  const socket = request.socket.remoteAddress ?? "unknown"
  const forwarded = [request.headers["x-forwarded-for"] ?? ""].flat().join(",").split(",").at(-1)?.trim() ?? ""
  const address = isIP(forwarded) ? forwarded : socket
  return address.replace(/^::ffff:(?=\d+\.)/i, "")
}
