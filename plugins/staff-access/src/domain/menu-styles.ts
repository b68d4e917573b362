/**
 * A style sheet that takes these pages out of Admin's menu. Medusa's Admin has no way to leave one out, and draws its own
 * entries for everyone; the API refuses whoever opens the address all the same.
 */
export const hiddenMenuStyles = (pages: readonly string[], base = "/app"): string =>
  pages.map((page) => `aside a[href="${base}${page}"] { display: none; }`).join("\n")
