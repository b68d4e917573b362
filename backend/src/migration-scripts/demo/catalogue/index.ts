import type { DemoService } from "../describe-service"
import { accounting } from "./accounting"
import { agency } from "./agency"
import { legal } from "./legal"
import { visa } from "./visa"

export const DEMO_CATEGORIES = [
  { handle: "accounting", name: "Accounting", description: "Books, accounts and taxes" },
  { handle: "legal", name: "Legal", description: "Contracts, companies and trademarks" },
  { handle: "visa", name: "Visa", description: "Permits to work, study and visit" },
  { handle: "agency", name: "Agency", description: "Brand, web and words" },
] as const

/** The services of the demo, in the order the shop shows them. */
export const DEMO_SERVICES: readonly DemoService[] = [...accounting, ...legal, ...visa, ...agency]
