import localFont from "next/font/local"

// next/font only accepts relative paths, and npm installs these packages at the repository's root. Only the two fonts that
// every page uses are preloaded. The currency signs (₹) are a part of the extended Latin font, made with
// `pyftsubset inter-latin-ext-wght-normal.woff2 --unicodes=U+20A0-20C0 --flavor=woff2 --layout-features='*'`, because it
// has ten times their size; it is loaded when a page contains letters outside basic Latin, such as those of names.
//
// The preloaded fonts are optional: a page that is shown before they have arrived keeps its fallback fonts, instead of
// moving its text when they arrive. The next page has them.
const inter = localFont({
  src: "../../../../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
  variable: "--font-inter",
  weight: "100 900",
  display: "optional",
  declarations: [
    {
      prop: "unicode-range",
      value:
        "U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+0304, U+0308, U+0329, U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD",
    },
  ],
})

const interCurrency = localFont({
  src: "./inter-currency.woff2",
  variable: "--font-inter-currency",
  weight: "100 900",
  display: "swap",
  preload: false,
  adjustFontFallback: false,
  declarations: [{ prop: "unicode-range", value: "U+20A0-20AB, U+20AD-20C0" }],
})

const interExtended = localFont({
  src: "../../../../node_modules/@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2",
  variable: "--font-inter-extended",
  weight: "100 900",
  display: "swap",
  preload: false,
  adjustFontFallback: false,
  declarations: [
    {
      prop: "unicode-range",
      value:
        "U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, U+1E00-1E9F, U+1EF2-1EFF, U+2020, U+2113, U+2C60-2C7F, U+A720-A7FF",
    },
  ],
})

const fraunces = localFont({
  src: "../../../../node_modules/@fontsource-variable/fraunces/files/fraunces-latin-opsz-normal.woff2",
  variable: "--font-fraunces",
  weight: "100 900",
  display: "optional",
  adjustFontFallback: "Times New Roman",
})

const jetbrainsMono = localFont({
  src: "../../../../node_modules/@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2",
  variable: "--font-jetbrains-mono",
  weight: "100 800",
  display: "swap",
  preload: false,
  adjustFontFallback: false,
})

/** Class names that define the fonts' CSS variables, for the html element. */
export const fontVariables = [inter, interCurrency, interExtended, fraunces, jetbrainsMono]
  .map((font) => font.variable)
  .join(" ")
