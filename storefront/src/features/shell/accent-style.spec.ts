import { accentStyle } from "./accent-style"

describe("the accent color's style", () => {
  it("sets each shade for light and dark pages", () => {
    expect(accentStyle("#1f5f45")).toEqual({
      "--accent": expect.stringMatching(/^light-dark\(#1f5f45, #[0-9a-f]{6}\)$/),
      "--accent-strong": expect.stringMatching(/^light-dark\(#[0-9a-f]{6}, #[0-9a-f]{6}\)$/),
      "--accent-soft": expect.stringMatching(/^light-dark\(/),
      "--on-accent": expect.stringMatching(/^light-dark\(#ffffff, /),
    })
  })

  it("leaves the colors as they are when the shop has chosen none", () => {
    expect(accentStyle(null)).toBeUndefined()
  })
})
