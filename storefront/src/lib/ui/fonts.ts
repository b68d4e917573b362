import localFont from "next/font/local"

// Subsets of the npm packages, made by scripts/subset-fonts.mjs: the characters and weights that pages use. Only the two
// fonts that every page uses are preloaded. The others are loaded with their first character: currency signs (₹), letters
// outside Latin-1, such as those of names, and reference numbers.
//
// The preloaded fonts are optional: a page that is shown before they have arrived keeps its fallback fonts, instead of
// moving its text when they arrive. The next page has them.
const inter = localFont({
  src: "./fonts/inter.woff2",
  variable: "--font-inter",
  weight: "100 900",
  display: "optional",
  declarations: [
    {
      prop: "unicode-range",
      value:
        "U+0020-007E, U+00A0-00FF, U+2009-200A, U+2010-2015, U+2018-201E, U+2022, U+2026, U+202F, U+2030, U+2039-203A, U+20AC, U+2122, U+2190-2193, U+2212",
    },
  ],
})

const interCurrency = localFont({
  src: "./fonts/inter-currency.woff2",
  variable: "--font-inter-currency",
  weight: "100 900",
  display: "swap",
  preload: false,
  adjustFontFallback: false,
  declarations: [{ prop: "unicode-range", value: "U+20A0-20AB, U+20AD-20C0" }],
})

const interExtended = localFont({
  src: "./fonts/inter-extended.woff2",
  variable: "--font-inter-extended",
  weight: "100 900",
  display: "swap",
  preload: false,
  adjustFontFallback: false,
  declarations: [
    {
      prop: "unicode-range",
      value:
        "U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, U+1E00-1E9F, U+1EF2-1EFF, U+2020, U+2113",
    },
  ],
})

const fraunces = localFont({
  src: "./fonts/fraunces.woff2",
  variable: "--font-fraunces",
  weight: "100 900",
  display: "optional",
  adjustFontFallback: "Times New Roman",
})

const jetbrainsMono = localFont({
  src: "./fonts/jetbrains-mono.woff2",
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
