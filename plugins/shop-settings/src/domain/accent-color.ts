export const HEX_COLOR = /^#[0-9a-f]{6}$/i

/**
 * The accent color is used for links and buttons on light pages: with this contrast against white, it has more than 4.5:1
 * on the page's slightly darker surfaces too. Dark pages use a lighter shade of it.
 */
export const MIN_CONTRAST = 5.5

type Channels = readonly [number, number, number]

const WHITE: Channels = [1, 1, 1]
const BLACK: Channels = [0, 0, 0]

/** The channels in linear light, from 0 to 1 (sRGB, IEC 61966-2-1). */
const linearOf = (hex: string): Channels => {
  const channel = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return [channel(1), channel(3), channel(5)]
}

const hexOf = (color: Channels): string =>
  `#${color
    .map((value) => {
      const encoded = value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055
      return Math.round(encoded * 255)
        .toString(16)
        .padStart(2, "0")
    })
    .join("")}`

/** Relative luminance as WCAG defines it, from 0 (black) to 1 (white). */
const luminanceOf = ([red, green, blue]: Channels): number => 0.2126 * red + 0.7152 * green + 0.0722 * blue

/** Contrast of two colors as WCAG defines it, from 1 to 21. */
export const contrastOf = (one: string, other: string): number => {
  const [dark = 0, light = 0] = [one, other].map((hex) => luminanceOf(linearOf(hex))).sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

export const contrastWithWhite = (hex: string): number => contrastOf(hex, "#ffffff")

const mix = (color: Channels, [red, green, blue]: Channels, share: number): string => {
  const blend = (own: number, other: number) => own * (1 - share) + other * share
  return hexOf([blend(color[0], red), blend(color[1], green), blend(color[2], blue)])
}

/** The shades that pages use, each for light and dark pages. */
export type AccentPalette = Readonly<
  Record<"accent" | "accent-strong" | "accent-soft" | "on-accent", { light: string; dark: string }>
>

/**
 * Derives the shades of an accent color. They are mixed in linear light, where luminance is mixed too, so that the contrast
 * of each pair follows from `MIN_CONTRAST`.
 */
export const accentPalette = (hex: string): AccentPalette => {
  const color = linearOf(hex)
  return {
    accent: { light: hex.toLowerCase(), dark: mix(color, WHITE, 0.55) },
    "accent-strong": { light: mix(color, BLACK, 0.3), dark: mix(color, WHITE, 0.7) },
    "accent-soft": { light: mix(color, WHITE, 0.9), dark: mix(color, BLACK, 0.8) },
    "on-accent": { light: "#ffffff", dark: mix(color, BLACK, 0.95) },
  }
}
