import type { SVGProps } from "react"

type IconProps = SVGProps<SVGSVGElement>

/** Creates a line icon. Icons are decorative and always accompanied by text. */
const icon = (path: string) => {
  const Icon = (props: IconProps) => (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className="size-5"
      {...props}
    >
      <path d={path} />
    </svg>
  )
  return Icon
}

export const AlertIcon = icon("M12 8v5m0 3.2v.1M12 3 2.6 19.5h18.8z")
export const ArrowIcon = icon("M5 12h14m-6-6 6 6-6 6")
export const BackIcon = icon("M19 12H5m6 6-6-6 6-6")
export const CartIcon = icon("M3 4h2.5l2.2 11h10.6L20.5 7H6.2M9 19.5v.1M17 19.5v.1")
export const CheckIcon = icon("m5 12.5 4.5 4.5L19 7.5")
export const ClockIcon = icon("M12 7v5l3.5 2M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18")
export const CopyIcon = icon("M9 9h11v11H9zM5 15H4V4h11v1")
export const InfoIcon = icon("M12 11v5.5M12 7.6v.1M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18")
export const LockIcon = icon("M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3")
export const MoonIcon = icon("M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5")
export const SearchIcon = icon("M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14m5 12 5 5")
export const SunIcon = icon(
  "M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8m0-5.5v2m0 15v2M2.5 12h2m15 0h2M5.3 5.3l1.4 1.4m10.6 10.6 1.4 1.4m0-13.4-1.4 1.4M6.7 17.3l-1.4 1.4"
)
export const UserIcon = icon("M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8M4.5 20.5c.8-4 3.8-6 7.5-6s6.7 2 7.5 6")
