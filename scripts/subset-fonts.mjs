// Makes the storefront's fonts (storefront/src/lib/ui/fonts) from the pinned npm packages: only the characters and the
// range of weights that pages use, a third of the packages' own files. Run it after an update of these packages:
//   node scripts/subset-fonts.mjs
import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"

import { inRoot } from "./lib/paths.mjs"

const subsetFont = createRequire(inRoot("storefront/package.json"))("subset-font")

/** @param {readonly (readonly [number, number])[]} ranges of code points */
const characters = (ranges) =>
  ranges
    .flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, index) => first + index))
    .map((code) => String.fromCodePoint(code))
    .join("")

const BASIC_LATIN = /** @type {const} */ ([0x20, 0x7e])
const LATIN_1 = /** @type {const} */ ([0xa0, 0xff])
/** Dashes, quotation marks, bullet, ellipsis, euro, trade mark, arrows and minus. */
const PUNCTUATION = /** @type {const} */ ([
  [0x2009, 0x200a],
  [0x2010, 0x2015],
  [0x2018, 0x201e],
  [0x2022, 0x2022],
  [0x2026, 0x2026],
  [0x202f, 0x202f],
  [0x2030, 0x2030],
  [0x2039, 0x203a],
  [0x20ac, 0x20ac],
  [0x2122, 0x2122],
  [0x2190, 0x2193],
  [0x2212, 0x2212],
])
const LATIN = [BASIC_LATIN, LATIN_1, ...PUNCTUATION]

const FONTS = [
  {
    from: "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
    to: "inter.woff2",
    ranges: LATIN,
    axes: { wght: { min: 400, max: 600, default: 400 } },
  },
  {
    // The currency signs (₹) are in the extended font, which has ten times their size.
    from: "@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2",
    to: "inter-currency.woff2",
    ranges: [
      [0x20a0, 0x20ab],
      [0x20ad, 0x20c0],
    ],
    axes: { wght: { min: 400, max: 600, default: 400 } },
  },
  {
    // Letters of names in other languages.
    from: "@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2",
    to: "inter-extended.woff2",
    ranges: [
      [0x100, 0x2ba],
      [0x2bd, 0x2c5],
      [0x2c7, 0x2cc],
      [0x2ce, 0x2d7],
      [0x2dd, 0x2ff],
      [0x1e00, 0x1e9f],
      [0x1ef2, 0x1eff],
      [0x2020, 0x2020],
      [0x2113, 0x2113],
    ],
    axes: { wght: { min: 400, max: 600, default: 400 } },
  },
  {
    from: "@fontsource-variable/fraunces/files/fraunces-latin-opsz-normal.woff2",
    to: "fraunces.woff2",
    ranges: LATIN,
    // Headings have one weight. Their optical size follows the size of the text.
    axes: { wght: 460, opsz: { min: 18, max: 56, default: 18 } },
  },
  {
    // Reference numbers and codes.
    from: "@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2",
    to: "jetbrains-mono.woff2",
    ranges: [BASIC_LATIN, [0x2026, 0x2026]],
    axes: { wght: { min: 400, max: 500, default: 400 } },
  },
]

mkdirSync(inRoot("storefront/src/lib/ui/fonts"), { recursive: true })
for (const { from, to, ranges, axes } of FONTS) {
  const source = readFileSync(inRoot("node_modules", from))
  const font = await subsetFont(source, characters(ranges), { targetFormat: "woff2", variationAxes: axes })
  writeFileSync(inRoot("storefront/src/lib/ui/fonts", to), font)
  console.log(`${to}: ${source.length} → ${font.length} bytes`)
}
