import { createServer } from "node:net"

const END = "\r\n.\r\n"

/** Takes every email and forgets it. Returns how many it took, and `end`. */
export const openMailSink = async (port) => {
  let taken = 0
  const sockets = new Set()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on("close", () => sockets.delete(socket))
    socket.on("error", () => undefined)
    let text = ""
    let inMail = false
    const say = (line) => socket.write(`${line}\r\n`)
    const read = () => {
      for (;;) {
        const mark = inMail ? END : "\r\n"
        const at = text.indexOf(mark)
        if (at < 0) return
        const [command] = text.slice(0, at).toUpperCase().split(" ")
        text = text.slice(at + mark.length)
        if (inMail) {
          taken += 1
          inMail = false
          say("250 taken")
        } else if (command === "DATA") {
          inMail = true
          say("354 go on")
        } else if (command === "QUIT") {
          socket.end("221 bye\r\n")
        } else {
          say("250 fine")
        }
      }
    }
    socket.on("data", (chunk) => {
      text += chunk
      read()
    })
    say("220 sink")
  })
  await new Promise((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, "localhost", resolve)
  })
  const end = () => {
    for (const socket of sockets) socket.destroy()
    server.close()
  }
  return { taken: () => taken, end }
}
