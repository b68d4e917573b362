import { announce, connectAnnouncements, receiveAnnouncement, onAnnouncement } from "./announcements"

describe("announcements", () => {
  afterEach(() => connectAnnouncements(undefined))

  it("sends announcements to the other processes only, and nowhere without a transport", () => {
    const sent: string[][] = []
    const received: string[] = []
    const stop = onAnnouncement("catalogue", (message) => received.push(message))
    announce("catalogue", "unheard")
    connectAnnouncements((topic, message) => sent.push([topic, message]))
    announce("catalogue", "changed")
    expect(sent).toEqual([["catalogue", "changed"]])
    expect(received).toEqual([])
    receiveAnnouncement("catalogue", "from another")
    receiveAnnouncement("something else", "not for us")
    stop()
    receiveAnnouncement("catalogue", "too late")
    expect(received).toEqual(["from another"])
  })
})
