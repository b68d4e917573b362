import { type Control, FieldFrame, useField } from "@atrium/admin-kit"
import { Button, Input, StatusBadge } from "@medusajs/ui"

import type { ShopSettings } from "../../contracts/shop-settings"
import { accentPalette, contrastWithWhite, HEX_COLOR, MIN_CONTRAST } from "../../domain/accent-color"

/** Shown by the color picker until a color is set; the storefront's own color. */
const STOREFRONT_COLOR = "#1f5f45"

// Rounded down, so that a color that is refused never shows the required contrast.
const shown = (contrast: number): string => (Math.floor(contrast * 10) / 10).toFixed(1)

const Sample = ({ color, theme }: { color: string; theme: "light" | "dark" }) => {
  const palette = accentPalette(color)
  return (
    <div
      className="flex items-center gap-3 rounded-md border px-3 py-2"
      style={{ backgroundColor: theme === "light" ? "#ffffff" : "#16181d" }}
    >
      <span
        className="txt-compact-small-plus rounded-md px-3 py-1"
        style={{ backgroundColor: palette.accent[theme], color: palette["on-accent"][theme] }}
      >
        Button
      </span>
      <span className="txt-compact-small underline" style={{ color: palette["accent-strong"][theme] }}>
        {`Link on a ${theme} page`}
      </span>
    </div>
  )
}

/** Measures the contrast while the color is being chosen. */
const ContrastCheck = ({ color }: { color: string }) => {
  const contrast = contrastWithWhite(color)
  const passes = contrast >= MIN_CONTRAST
  return (
    <div className="flex flex-col gap-2">
      <div role="status">
        <StatusBadge color={passes ? "green" : "red"}>
          {passes
            ? `Contrast with white ${shown(contrast)}:1`
            : `Contrast with white ${shown(contrast)}:1. Use a darker color, with at least ${MIN_CONTRAST}:1`}
        </StatusBadge>
      </div>
      {passes && (
        <div className="flex flex-wrap gap-2">
          <Sample color={color} theme="light" />
          <Sample color={color} theme="dark" />
        </div>
      )}
    </div>
  )
}

/** The color of links and buttons, with its contrast and how it looks on light and dark pages. */
export const AccentField = ({ control }: { control: Control<ShopSettings> }) => {
  const { value, change, blur, ref, error } = useField({ control, name: "accent_color" })
  const text = typeof value === "string" ? value : ""
  const isColor = HEX_COLOR.test(text)
  return (
    <div className="flex flex-col gap-2">
      <FieldFrame
        label="Accent color"
        hint="Color of links and buttons, for example #1f5f45. Leave blank to use the storefront's color."
        error={error}
      >
        {(attributes) => (
          <div className="flex items-center gap-2">
            <input
              type="color"
              aria-label="Choose an accent color"
              className="h-8 w-10 shrink-0"
              value={isColor ? text.toLowerCase() : STOREFRONT_COLOR}
              onChange={(event) => change(event.target.value)}
            />
            <Input
              {...attributes}
              ref={ref}
              className="w-[120px]"
              placeholder={STOREFRONT_COLOR}
              value={text}
              onBlur={blur}
              onChange={(event) => change(event.target.value.trim() === "" ? null : event.target.value.trim())}
            />
            {text !== "" && (
              <Button type="button" size="small" variant="transparent" onClick={() => change(null)}>
                Remove color
              </Button>
            )}
          </div>
        )}
      </FieldFrame>
      {isColor && <ContrastCheck color={text} />}
    </div>
  )
}
