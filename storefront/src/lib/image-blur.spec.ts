import { blurOf } from "./image-blur"

const webp = (bytes: number): Response =>
  new Response(new Uint8Array(bytes), { headers: { "content-type": "image/webp" } })

/** Waits until what was started in the background has ended. */
const settled = () => new Promise((resolve) => setImmediate(resolve))

describe("the blurred copy of an image", () => {
  const requested = jest.spyOn(globalThis, "fetch")
  afterEach(() => requested.mockReset())
  afterAll(() => requested.mockRestore())

  it("is made once, in the background, by the storefront's own images", async () => {
    requested.mockImplementation(() => Promise.resolve(webp(3)))
    expect(blurOf("https://images.shop.test/a.jpg?v=1")).toBeUndefined()
    expect(blurOf("https://images.shop.test/a.jpg?v=1")).toBeUndefined()
    await settled()
    expect(blurOf("https://images.shop.test/a.jpg?v=1")).toBe("data:image/webp;base64,AAAA")
    expect(requested).toHaveBeenCalledTimes(1)
    expect(String(requested.mock.calls[0]?.[0])).toContain(
      "/_next/image?url=https%3A%2F%2Fimages.shop.test%2Fa.jpg%3Fv%3D1&w=32&q=75"
    )
  })

  it("is left out when the image can't be fetched, is none, or isn't small", async () => {
    const responses = {
      gone: () => Promise.reject(new Error("unreachable")),
      refused: () => Promise.resolve(new Response("", { status: 400 })),
      text: () => Promise.resolve(new Response("<html>")),
      large: () => Promise.resolve(webp(5000)),
    }
    for (const [name, respond] of Object.entries(responses)) {
      requested.mockImplementation(respond)
      blurOf(`https://images.shop.test/${name}`)
      await settled()
      expect(blurOf(`https://images.shop.test/${name}`)).toBeUndefined()
    }
    // It isn't asked for again at once.
    expect(requested).toHaveBeenCalledTimes(4)
  })
})
