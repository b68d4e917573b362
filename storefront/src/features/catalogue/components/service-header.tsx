import Link from "next/link"
import type { ServiceDetailView } from "@/lib/medusa"
import { ServicePicture } from "./service-picture"

/** The service's title and summary, below a breadcrumb to its category. */
export const ServiceHeader = ({ service, categoryName }: { service: ServiceDetailView; categoryName?: string }) => (
  <header className="grid gap-8">
    <nav aria-label="Breadcrumb">
      <ol className="flex flex-wrap gap-2 text-sm text-ink-soft">
        <li>
          <Link href="/#services" className="underline-offset-4 hover:underline">
            Services
          </Link>
        </li>
        {categoryName ? (
          <li className="before:mr-2 before:content-['/']">
            <Link href={`/?category=${service.category}#services`} className="underline-offset-4 hover:underline">
              {categoryName}
            </Link>
          </li>
        ) : null}
      </ol>
    </nav>
    <div className="flex items-start gap-8">
      <div className="grid flex-1 gap-5">
        <h1 className="text-3xl sm:text-4xl">{service.title}</h1>
        <p className="max-w-[56ch] text-lg text-ink-soft">{service.short_description}</p>
      </div>
      <ServicePicture
        service={service}
        width={320}
        height={320}
        sizes="160px"
        className="hidden size-40 shrink-0 xl:grid"
      />
    </div>
  </header>
)

/** The merchant's description of the service. Blank lines separate paragraphs. */
export const ServiceDescription = ({ text }: { text: string }) => {
  const paragraphs = text.split(/\n{2,}/).filter((paragraph) => paragraph.trim() !== "")
  return (
    <div className="grid max-w-[64ch] gap-4">
      {paragraphs.map((paragraph, index) => (
        <p key={index} className="whitespace-pre-line">
          {paragraph}
        </p>
      ))}
    </div>
  )
}
