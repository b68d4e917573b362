import Link from "next/link"
import type { ComponentProps, ReactNode } from "react"
import { cn } from "./cn"

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger"
export type ButtonSize = "sm" | "md" | "lg"

const BASE =
  "inline-flex items-center justify-center gap-2 rounded-md font-medium transition-colors select-none " +
  "disabled:cursor-not-allowed"

const VARIANTS: Readonly<Record<ButtonVariant, string>> = {
  primary:
    "bg-accent text-on-accent hover:bg-accent-strong disabled:bg-sunken disabled:text-ink-soft " +
    "disabled:border disabled:border-line",
  secondary:
    "border border-line-strong bg-raised text-ink hover:border-accent hover:text-accent disabled:text-ink-soft",
  quiet: "text-ink hover:bg-sunken",
  danger: "border border-red bg-raised text-red hover:bg-red-soft",
}

const SIZES: Readonly<Record<ButtonSize, string>> = {
  sm: "min-h-10 px-4 text-sm",
  md: "min-h-12 px-5 text-base",
  lg: "min-h-14 px-6 text-lg",
}

type Appearance = { variant?: ButtonVariant; size?: ButtonSize; full?: boolean }

const classes = ({ variant = "primary", size = "md", full }: Appearance, className?: string) =>
  cn(BASE, VARIANTS[variant], SIZES[size], full && "w-full", className)

export type ButtonProps = ComponentProps<"button"> & Appearance & { busy?: boolean; busyLabel?: ReactNode }

/** A button. `busy` disables it and announces the state to screen readers. */
export const Button = ({
  variant,
  size,
  full,
  busy,
  busyLabel,
  className,
  children,
  disabled,
  ...rest
}: ButtonProps) => (
  <button
    type="button"
    {...rest}
    disabled={disabled === true || busy === true}
    aria-busy={busy || undefined}
    className={classes({ variant, size, full }, className)}
  >
    {busy ? (busyLabel ?? children) : children}
  </button>
)

export type ButtonLinkProps = ComponentProps<typeof Link> & Appearance

/** A link that looks like a button. */
export const ButtonLink = ({ variant, size, full, className, ...rest }: ButtonLinkProps) => (
  <Link {...rest} className={classes({ variant, size, full }, typeof className === "string" ? className : undefined)} />
)
