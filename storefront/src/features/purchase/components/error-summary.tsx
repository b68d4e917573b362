import { AlertIcon } from "@/lib/ui"

/** Lists all invalid fields in page order, each with a link to its field. */
export const ErrorSummary = ({
  errors,
  onGo,
}: {
  errors: readonly { path: string; label: string; message: string }[]
  onGo: (path: string) => void
}) => (
  <div
    role="group"
    aria-labelledby="error-summary-title"
    className="flex gap-4 rounded-md border border-red bg-red-soft p-5"
  >
    <AlertIcon className="mt-0.5 size-5 shrink-0" />
    <div className="grid gap-3">
      <h2 id="error-summary-title" className="font-sans text-base font-medium">
        {errors.length === 1 ? "One field needs attention" : `${errors.length} fields need attention`}
      </h2>
      <ul className="grid gap-1">
        {errors.map(({ path, label, message }) => (
          <li key={path}>
            <button
              type="button"
              onClick={() => onGo(path)}
              className="min-h-8 text-left underline decoration-1 underline-offset-4 hover:decoration-2"
            >
              {/* No colon after a label that ends with punctuation, such as a question. */}
              {/[?.!:]$/.test(label) ? label : `${label}:`} {message}
            </button>
          </li>
        ))}
      </ul>
    </div>
  </div>
)
