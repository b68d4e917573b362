import { IncomingMessage } from "node:http"
import { Socket } from "node:net"

import { clientAddress } from "./client-address"

const from = (remoteAddress: string | undefined, forwarded?: string) => {
  const socket = new Socket()
  Object.defineProperty(socket, "remoteAddress", { value: remoteAddress })
  const request = new IncomingMessage(socket)
  if (forwarded !== undefined) request.headers["x-forwarded-for"] = forwarded
  return clientAddress(request)
}

describe("the client's address", () => {
  it("returns the connection's address without a proxy", () => {
    expect(from("203.0.113.7")).toBe("203.0.113.7")
    expect(from("::ffff:203.0.113.7")).toBe("203.0.113.7")
    expect(from("2001:db8::1")).toBe("2001:db8::1")
    expect(from(undefined)).toBe("unknown")
  })

  it("returns the address that the proxy appended, not those that the client sent", () => {
    expect(from("10.0.0.1", "203.0.113.7")).toBe("203.0.113.7")
    expect(from("10.0.0.1", "127.0.0.1, 203.0.113.7")).toBe("203.0.113.7")
  })

  it("returns the connection's address when the header contains none", () => {
    expect(from("10.0.0.1", "unknown; <script>")).toBe("10.0.0.1")
    expect(from("10.0.0.1", "")).toBe("10.0.0.1")
  })
})
