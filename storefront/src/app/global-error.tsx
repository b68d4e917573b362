"use client"

import "./globals.css"

/** Shown when the root layout itself failed to render. */
const GlobalError = ({ reset }: { error: Error; reset: () => void }) => (
  <html lang="en">
    <body>
      <title>This page didn't load</title>
      <main className="mx-auto grid max-w-[36rem] gap-6 px-5 py-28" role="alert">
        <h1 className="text-3xl">This page didn't load</h1>
        <p>Something went wrong on our side. Nothing you entered is lost. Try again in a moment.</p>
        <div>
          <button type="button" onClick={reset} className="min-h-12 rounded-md bg-accent px-5 text-on-accent">
            Try again
          </button>
        </div>
      </main>
    </body>
  </html>
)

export default GlobalError
