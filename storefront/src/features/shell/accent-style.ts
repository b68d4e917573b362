import { accentPalette } from "@atrium/shop-settings/contracts"
import type { CSSProperties } from "react"

/**
 * The shop's accent color as a style of the html element, which overrides the colors of globals.css. The content security
 * policy allows style attributes on every page; the shades are computed from a validated hex color, never copied.
 */
export const accentStyle = (color: string | null): CSSProperties | undefined =>
  color === null
    ? undefined
    : Object.fromEntries(
        Object.entries(accentPalette(color)).map(([name, { light, dark }]) => [
          `--${name}`,
          `light-dark(${light}, ${dark})`,
        ])
      )
