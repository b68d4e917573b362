import { hasLocalOrigin, imagePatterns, isOptimizedImage } from "./image-origins"

const ENV = {
  ATRIUM_BACKEND_URL: "https://api.shop.test",
  ATRIUM_IMAGE_ORIGINS: "https://images.shop.test, https://cdn.shop.test:8443",
}

describe("the origins of images", () => {
  it("are those of the setting and the files uploaded in Admin", () => {
    expect(imagePatterns(ENV)).toEqual([
      { protocol: "https", hostname: "api.shop.test", port: "", pathname: "/static/**" },
      { protocol: "https", hostname: "images.shop.test", port: "", pathname: "/**" },
      { protocol: "https", hostname: "cdn.shop.test", port: "8443", pathname: "/**" },
    ])
    expect(
      imagePatterns({ ...ENV, ATRIUM_IMAGE_ORIGINS: "", ATRIUM_FILES_URL: "https://files.shop.test/static" })
    ).toEqual([{ protocol: "https", hostname: "files.shop.test", port: "", pathname: "/static/**" }])
  })

  it("with a path, a wildcard, another protocol or a mistake stop the start", () => {
    for (const origin of [
      "https://a.test/pictures",
      "https://*.a.test",
      "ftp://a.test",
      "a.test",
      "https://a.test?x=1",
    ])
      expect(() => imagePatterns({ ATRIUM_IMAGE_ORIGINS: origin })).toThrow(/ATRIUM_IMAGE_ORIGINS/)
  })

  it("decide which images are made smaller, to the letter", () => {
    const patterns = imagePatterns(ENV)
    for (const image of [
      "https://images.shop.test/a.jpg?v=1",
      "https://cdn.shop.test:8443/a.jpg",
      "https://api.shop.test/static/a.png",
    ])
      expect(isOptimizedImage(image, patterns)).toBe(true)
    for (const image of [
      "http://images.shop.test/a.jpg",
      "https://images.shop.test.evil.test/a.jpg",
      "https://images.shop.test:444/a.jpg",
      "https://api.shop.test/admin/a.png",
      "https://api.shop.test/static/../admin/a.png",
      "/a.png",
      "",
    ])
      expect(isOptimizedImage(image, patterns)).toBe(false)
  })

  it("of this machine are only allowed when one is set", () => {
    expect(hasLocalOrigin(imagePatterns({}))).toBe(true)
    expect(hasLocalOrigin(imagePatterns(ENV))).toBe(false)
  })
})
