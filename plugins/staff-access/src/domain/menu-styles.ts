/**
 * A style sheet that hides these pages in Admin's menu, which Medusa cannot do by role. The API still refuses requests
 * from a page that is opened by its URL.
 */
export const hiddenMenuStyles = (pages: readonly string[], base = "/app"): string =>
  pages.map((page) => `aside a[href="${base}${page}"] { display: none; }`).join("\n")
