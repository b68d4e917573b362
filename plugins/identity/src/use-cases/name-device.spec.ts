import { nameDevice } from "./name-device"

describe("the device of a sign-in", () => {
  it.each([
    [
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
      { browser: "Chrome", system: "Windows" },
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
      { browser: "Mobile Safari", system: "iOS" },
    ],
    [
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 14.5; rv:133.0) Gecko/20100101 Firefox/133.0",
      { browser: "Firefox", system: "Mac OS" },
    ],
    ["node", { browser: null, system: null }],
    ["", { browser: null, system: null }],
    [undefined, { browser: null, system: null }],
  ])("is named by its header (%s)", (header, device) => {
    expect(nameDevice(header)).toEqual(device)
  })

  it("a header of any length and content is read in little time and gives short names", () => {
    const started = performance.now()
    for (const piece of ["(", "Chrome/1.", "Mozilla/5.0 (", " ", "𝒳;"]) {
      const { browser, system } = nameDevice(piece.repeat(20_000))
      expect((browser ?? "").length + (system ?? "").length).toBeLessThanOrEqual(80)
    }
    expect(performance.now() - started).toBeLessThan(1_000)
  })
})
