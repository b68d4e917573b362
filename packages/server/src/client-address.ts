import type { IncomingMessage } from "node:http"
import { isIP } from "node:net"

/**
 * The client's IP address, as Express reports it with `trust proxy` set to 1 (Medusa's setting): the last entry of
 * X-Forwarded-For, which our proxy added, otherwise the connection's. Plain IPv4 even if the socket is IPv6.
 */
export const clientAddress = (request: Pick<IncomingMessage, "headers" | "socket">): string => {
  const socket = request.socket.remoteAddress ?? "unknown"
  const forwarded = [request.headers["x-forwarded-for"] ?? ""].flat().join(",").split(",").at(-1)?.trim() ?? ""
  const address = isIP(forwarded) ? forwarded : socket
  return address.replace(/^::ffff:(?=\d+\.)/i, "")
}
