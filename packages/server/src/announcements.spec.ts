import { announce, connectAnnouncements, hearAnnouncement, onAnnouncement } from "./announcements"

describe("announcements", () => {
  afterEach(() => connectAnnouncements(undefined))

  it("go to the other processes and not to this one, and nowhere while a process is alone", () => {
    const told: string[][] = []
    const heard: string[] = []
    const stop = onAnnouncement("catalogue", (message) => heard.push(message))
    announce("catalogue", "unheard")
    connectAnnouncements((topic, message) => told.push([topic, message]))
    announce("catalogue", "changed")
    expect(told).toEqual([["catalogue", "changed"]])
    expect(heard).toEqual([])
    hearAnnouncement("catalogue", "from another")
    hearAnnouncement("something else", "not for us")
    stop()
    hearAnnouncement("catalogue", "too late")
    expect(heard).toEqual(["from another"])
  })
})
