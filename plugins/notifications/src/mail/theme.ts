/** The storefront's colors and fonts as email clients support them: hex values and installed fonts. */
export const theme = {
  paper: "#fbfaf6",
  card: "#ffffff",
  ink: "#1a1f27",
  quiet: "#565d67",
  line: "#e4e1d8",
  accent: "#0f5b44",
  onAccent: "#ffffff",
  accentOnDark: "#74cfae",
  onAccentOnDark: "#0c1f18",
  serif: "Fraunces, Georgia, 'Times New Roman', serif",
  sans: "Inter, -apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif",
  mono: "'JetBrains Mono', ui-monospace, SFMono-Regular, Menlo, Consolas, monospace",
} as const

/**
 * For email clients that support `prefers-color-scheme`; others invert colors automatically, which works with the plain
 * colors above. `!important` because the light colors are inline.
 */
export const darkModeCss = (accent: string, onAccent: string): string => `
  :root { color-scheme: light dark; supported-color-schemes: light dark; }
  @media (prefers-color-scheme: dark) {
    .at-paper, .at-paper > table > tbody > tr > td { background-color: #14181d !important; }
    .at-card { background-color: #1c2127 !important; border-color: #333a42 !important; }
    .at-ink { color: #efece5 !important; }
    .at-quiet { color: #aab0b8 !important; }
    .at-line { border-color: #333a42 !important; }
    .at-link { color: ${accent} !important; }
    .at-button { background-color: ${accent} !important; color: ${onAccent} !important; }
  }
`
