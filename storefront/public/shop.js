// @ts-check
// Behavior of every page (src/app/layout.tsx). Public pages have no other script, so this one listens on the document and
// is controlled by data attributes:
//   data-theme-toggle                        switches between light and dark
//   data-view, data-service-id               records a page view
//   data-event, data-service-id, data-place  records a click or the submission of a form
//   data-tier-picker, data-price, data-total shows the total of the selected plan
//   data-tabs                                selects tabs with the mouse, the arrow keys, Home and End
//   data-password-toggle                     shows and hides the password of the field that it controls
//   data-draft                               fills in the texts of the form's draft before React has loaded
//   data-cart-link, data-cart-units          shows the number of units in the cart
//   data-show-when, data-show-equals         shows a question of a plain form only for one answer to another question
//   data-autosave, data-saved                sends what changed in a form to this URL while it is typed, and shows "Saved"
//   data-follow, data-priced, data-part      sends a plain form with this intent when a priced field has another value than
//                                            the page was priced for, and shows the parts of the page anew
//   data-time-zone                           chooses the browser's time zone when the address has none
//   data-form, data-busy-label               on pages without React: focuses the first error, and submits a form once
// Plain JavaScript, because it is served without a build.
;(() => {
  "use strict"
  const YEAR_SECONDS = 365 * 24 * 60 * 60
  const root = document.documentElement

  /**
   * Sends an event if the visitor consented, like `recordEvent` (src/features/analytics/record.ts).
   * @param {string} name
   * @param {{ serviceId?: string, properties?: Record<string, string> }} facts
   */
  const record = (name, { serviceId, properties = {} }) => {
    if (!document.cookie.split(";").some((pair) => pair.trim().startsWith("atrium_consent=yes.2."))) return
    const event = {
      name,
      ...(serviceId ? { service_id: serviceId } : {}),
      ...(Object.keys(properties).length > 0 ? { properties } : {}),
      occurred_at: new Date().toISOString(),
    }
    const body = JSON.stringify({ events: [event] })
    navigator.sendBeacon("/api/analytics-events", new Blob([body], { type: "application/json" }))
  }

  /** @param {HTMLElement | null} element */
  const recordElement = (element) => {
    if (!element?.dataset.event) return
    const { serviceId, place } = element.dataset
    record(element.dataset.event, { serviceId, properties: place ? { place } : {} })
  }

  const toggleTheme = () => {
    const shown = root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")
    const next = shown === "dark" ? "light" : "dark"
    root.dataset.theme = next
    document.cookie = `atrium_theme=${next}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`
  }

  /** @param {Element} tab */
  const selectTab = (tab) => {
    for (const one of tab.closest("[role=tablist]")?.querySelectorAll("[role=tab]") ?? []) {
      const selected = one === tab
      one.setAttribute("aria-selected", String(selected))
      one.setAttribute("tabindex", selected ? "0" : "-1")
      const panel = document.getElementById(one.getAttribute("aria-controls") ?? "")
      if (panel) panel.hidden = !selected
    }
  }

  /** @param {HTMLElement} tab @param {KeyboardEvent} event */
  const moveTab = (tab, event) => {
    /** @type {NodeListOf<HTMLElement> | undefined} */
    const found = tab.closest("[role=tablist]")?.querySelectorAll("[role=tab]")
    const tabs = [...(found ?? [])]
    const at = tabs.indexOf(tab)
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key]
    const next = to === undefined ? undefined : tabs[(to + tabs.length) % tabs.length]
    if (!next) return
    event.preventDefault()
    selectTab(next)
    next.focus()
  }

  /** @param {HTMLInputElement} plan */
  const showTotal = (plan) => {
    for (const total of document.querySelectorAll("[data-total]")) total.textContent = plan.dataset.price ?? ""
  }

  /** @param {HTMLElement} button */
  const togglePassword = (button) => {
    const field = document.getElementById(button.getAttribute("aria-controls") ?? "")
    const action = button.querySelector("[data-password-action]")
    if (!(field instanceof HTMLInputElement) || !action) return
    field.type = field.type === "password" ? "text" : "password"
    action.textContent = field.type === "password" ? "Show" : "Hide"
  }

  /** React keeps what was entered before it loaded. @param {HTMLFormElement} form */
  const showDraft = (form) => {
    let draft
    try {
      draft = JSON.parse(sessionStorage.getItem(form.dataset.draft ?? "") ?? "null")
    } catch {
      return
    }
    /** @type {NodeListOf<HTMLInputElement | HTMLTextAreaElement>} */
    const fields = form.querySelectorAll("input:not([type=radio], [type=checkbox]), textarea")
    for (const field of fields) {
      const text = field.name.split(".").reduce((part, name) => part?.[name], draft)
      if (typeof text === "string" && field.value === "") field.value = text
    }
  }

  // On other pages, React handles the forms.
  const isPlain = !("__next_f" in self)

  /** Shows that the next page is loading, until it is shown or nothing happened for a while. */
  const showPending = () => {
    const { href } = location
    root.dataset.pending = ""
    const started = Date.now()
    const timer = setInterval(() => {
      if (location.href === href && Date.now() - started < 10_000) return
      clearInterval(timer)
      delete root.dataset.pending
    }, 100)
  }

  /** Whether a click opens another page of this site in this tab. @param {MouseEvent} event @param {HTMLElement | null} link */
  const opensPage = (event, link) => {
    if (!(link instanceof HTMLAnchorElement) || link.target || link.hasAttribute("download")) return false
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return false
    const page = (/** @type {string} */ url) => url.split("#")[0]
    return link.origin === location.origin && page(link.href) !== page(location.href)
  }

  /** @param {SubmitEvent} event */
  const submitOnce = (event) => {
    if (!isPlain || !(event.target instanceof HTMLFormElement)) return
    const { dataset } = event.target
    if (dataset.submitted !== undefined) return event.preventDefault()
    dataset.submitted = ""
    const button = event.submitter
    if (!button?.dataset.busyLabel) return
    button.dataset.idleLabel = button.textContent ?? ""
    button.textContent = button.dataset.busyLabel
    button.setAttribute("aria-busy", "true")
  }

  /** The browser shows this page again, as it was left. */
  const resetForms = () => {
    for (const form of document.querySelectorAll("form[data-submitted]")) form.removeAttribute("data-submitted")
    for (const button of document.querySelectorAll("[data-idle-label]")) {
      if (!(button instanceof HTMLElement)) continue
      button.textContent = button.dataset.idleLabel ?? ""
      button.removeAttribute("data-idle-label")
      button.removeAttribute("aria-busy")
    }
  }

  /** @param {Event} event @param {string} selector @returns {HTMLElement | null} */
  const inside = (event, selector) => (event.target instanceof Element ? event.target.closest(selector) : null)

  document.addEventListener(
    "click",
    (event) => {
      if (inside(event, "[data-theme-toggle]")) toggleTheme()
      const password = inside(event, "[data-password-toggle]")
      if (password) togglePassword(password)
      if (opensPage(event, inside(event, "a[href]"))) showPending()
      const tab = inside(event, "[data-tabs] [role=tab]")
      if (tab) selectTab(tab)
      const element = inside(event, "[data-event]")
      if (!(element instanceof HTMLFormElement)) recordElement(element)
    },
    { capture: true }
  )
  document.addEventListener(
    "submit",
    (event) => {
      // The click on a button with its own event was recorded already.
      if (!event.submitter?.dataset.event) recordElement(inside(event, "form[data-event]"))
    },
    { capture: true }
  )
  document.addEventListener("keydown", (event) => {
    const tab = inside(event, "[data-tabs] [role=tab]")
    if (tab) moveTab(tab, event)
  })
  document.addEventListener("change", (event) => {
    if (inside(event, "form")?.querySelector("[data-show-when]")) showQuestions()
    const plan = inside(event, "[data-tier-picker] input[data-price]")
    if (!(plan instanceof HTMLInputElement)) return
    showTotal(plan)
    const picker = plan.closest("form")
    record("service_selected", { serviceId: picker?.dataset.serviceId, properties: { tier_id: plan.value } })
  })

  document.addEventListener("submit", submitOnce)
  // On the window, to know whether React handles the form.
  addEventListener("submit", (event) => {
    if (!event.defaultPrevented) showPending()
  })

  const cartCookie = () => /(?:^|; )atrium_cart_count=(\d{1,5})/.exec(document.cookie)?.[1]

  /**
   * Shows the number of units in the cart. A cart that is shown knows the current one, also after it was paid.
   * @param {string | undefined} shown
   */
  const showCartUnits = (shown) => {
    const cookie = cartCookie()
    const page = document.querySelector("[data-cart-units]")
    const units = shown ?? (page instanceof HTMLElement ? page.dataset.cartUnits : cookie)
    if (cookie !== undefined && shown === undefined && units === "0")
      document.cookie = "atrium_cart_count=; path=/; max-age=0"
    for (const link of document.querySelectorAll("[data-cart-link]"))
      if (units && units !== "0") link.setAttribute("data-cart-count", units)
      else link.removeAttribute("data-cart-count")
  }

  /** The answers in a form's fields of this name. @param {HTMLFormElement} form @param {string} name */
  const answersTo = (form, name) =>
    [...form.elements].flatMap((field) => {
      if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) return []
      if (field.name !== name || field.closest("[data-show-when][hidden]")) return []
      return field instanceof HTMLInputElement && /^(?:radio|checkbox)$/.test(field.type) && !field.checked
        ? []
        : [field.value]
    })

  /** Questions can depend on each other, and come after the one that they depend on. */
  const showQuestions = () => {
    for (const question of document.querySelectorAll("[data-show-when]")) {
      const form = question.closest("form")
      if (!(question instanceof HTMLElement) || !form) continue
      const { showWhen = "", showEquals = "" } = question.dataset
      question.hidden = !answersTo(form, showWhen).includes(showEquals)
    }
  }

  const AUTOSAVE_MS = 1500
  const AUTOSAVE_AGAIN_MS = 2500
  const AUTOSAVE_MOST_MS = 20_000
  let failedSaves = 0
  /** @type {{ form: HTMLFormElement, names: Set<string>, timer: ReturnType<typeof setTimeout> } | undefined} */
  let unsaved

  /** Sends what changed since the last time. `keepalive` lets it finish after the page is left. */
  const autosave = async () => {
    if (!unsaved) return
    const { form, names, timer } = unsaved
    clearTimeout(timer)
    unsaved = undefined
    const fields = new FormData(form)
    const body = new FormData()
    for (const name of names) {
      body.append("changed", name)
      for (const value of fields.getAll(name)) body.append(name, value)
    }
    let saved = false
    try {
      saved = (await fetch(form.dataset.autosave ?? "", { method: "POST", body, keepalive: true })).ok
    } catch {
      // Offline.
    }
    failedSaves = saved ? 0 : failedSaves + 1
    const again = Math.min(AUTOSAVE_AGAIN_MS * 2 ** (failedSaves - 1), AUTOSAVE_MOST_MS)
    if (!saved) for (const name of names) noteUnsaved(form, name, again)
    else if (!unsaved) showSaved(form, true)
  }

  /** @param {HTMLFormElement} form @param {boolean} saved */
  const showSaved = (form, saved) => {
    const hint = form.querySelector("[data-saved]")
    if (hint instanceof HTMLElement) hint.hidden = !saved
  }

  /** @param {HTMLFormElement} form @param {string} name @param {number} wait */
  const noteUnsaved = (form, name, wait = AUTOSAVE_MS) => {
    const names = unsaved?.names ?? new Set()
    clearTimeout(unsaved?.timer)
    unsaved = { form, names: names.add(name), timer: setTimeout(autosave, wait) }
    showSaved(form, false)
  }

  for (const type of ["input", "change"])
    document.addEventListener(type, (event) => {
      const form = inside(event, "form[data-autosave]")
      if (form instanceof HTMLFormElement && event.target instanceof Element && "name" in event.target)
        noteUnsaved(form, String(event.target.name))
    })
  /** What was typed before this script had loaded, or was restored by the browser. @param {HTMLFormElement} form */
  const noteChanged = (form) => {
    for (const field of form.elements) {
      const changed =
        field instanceof HTMLSelectElement
          ? field.selectedIndex !==
            Math.max(
              0,
              [...field.options].findIndex((option) => option.defaultSelected)
            )
          : field instanceof HTMLInputElement && ["radio", "checkbox"].includes(field.type)
            ? field.checked !== field.defaultChecked
            : (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) &&
              field.type !== "file" &&
              field.value !== field.defaultValue
      if (changed && "name" in field) noteUnsaved(form, String(field.name))
    }
  }
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) void autosave()
  })
  addEventListener("pagehide", () => void autosave())
  // The form contains everything.
  addEventListener("submit", (event) => {
    if (event.defaultPrevented || !unsaved) return
    clearTimeout(unsaved.timer)
    unsaved = undefined
  })

  const FOLLOW_MS = 10_000
  let followed = 0
  /** What is being brought up to date. @type {Promise<void> | undefined} */
  let following

  /** Whether a priced field has another value than the page was priced for. @param {HTMLElement} field */
  const isUnpriced = (field) => {
    const chosen = field instanceof HTMLSelectElement ? field : field.querySelector("input:checked")
    return chosen !== null && "value" in chosen && chosen.value !== field.dataset.priced
  }

  /**
   * Brings what depends on a field up to date, as the form's button without JavaScript does. Whatever else was typed
   * stays. @param {HTMLFormElement} form @param {Element} field
   */
  const follow = async (form, field) => {
    const body = new FormData(form)
    body.set("intent", form.dataset.follow ?? "")
    // What is offered below a changed field depends on it.
    if (field instanceof HTMLSelectElement) {
      field.dataset.priced = field.value
      for (const part of form.querySelectorAll("[data-part][data-priced] input"))
        if (part instanceof HTMLInputElement) body.delete(part.name)
    }
    const turn = ++followed
    const parts = () => form.querySelectorAll("[data-part]")
    for (const part of parts()) part.setAttribute("aria-busy", "true")
    try {
      const signal = AbortSignal.timeout(FOLLOW_MS)
      const page = await (await fetch(location.href, { method: "POST", body, signal })).text()
      if (turn !== followed) return
      const fresh = new DOMParser().parseFromString(page, "text/html")
      for (const part of parts()) {
        // Where the visitor is stays.
        if (part.contains(document.activeElement)) continue
        const name = part.getAttribute("data-part")
        part.replaceChildren(...(fresh.querySelector(`[data-part="${name}"]`) ?? part).childNodes)
      }
    } catch {
      // Offline: paying brings everything up to date.
    }
    for (const part of parts()) part.removeAttribute("aria-busy")
  }

  /** @param {Element} field */
  const startFollowing = (field) => {
    const form = field.closest("form")
    if (!form) return
    const all = Promise.all([following, follow(form, field)]).then(() => {
      if (following === all) following = undefined
    })
    following = all
  }

  document.addEventListener("change", (event) => {
    const field = isPlain && inside(event, "[data-follow] [data-priced]")
    if (field) startFollowing(field)
  })
  // A form that is sent meanwhile waits: an older address must not be saved after it.
  document.addEventListener(
    "submit",
    (event) => {
      const { target: form, submitter } = event
      if (!following || !(form instanceof HTMLFormElement) || !form.dataset.follow) return
      event.preventDefault()
      event.stopImmediatePropagation()
      // In a turn of its own: a form can't be submitted while it is.
      void following.then(() => setTimeout(() => form.requestSubmit(submitter)))
    },
    true
  )

  /** Shows a page again with times in the browser's zone, which only the browser knows. @param {HTMLSelectElement} select */
  const chooseTimeZone = (select) => {
    if (!select.form || new URLSearchParams(location.search).has(select.name)) return
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
    if (!zone || select.value === zone) return
    const query = new URLSearchParams(location.search)
    query.set(select.name, zone)
    location.replace(`${location.pathname}?${query}`)
  }

  addEventListener("atrium:cart", (event) => {
    const units = event instanceof CustomEvent ? event.detail : undefined
    showCartUnits(typeof units === "number" ? String(units) : undefined)
  })
  // Another tab changed the cart, or paid for it. Browsers without a store of cookies notice it when they show the tab.
  const noticeCart = () => {
    // This tab changes it.
    if (document.querySelector("[data-cart][aria-busy]")) return
    const units = cartCookie() ?? "0"
    showCartUnits(units)
    dispatchEvent(new CustomEvent("atrium:cart-changed", { detail: units }))
  }
  if ("cookieStore" in self) cookieStore.addEventListener("change", noticeCart)
  else document.addEventListener("visibilitychange", () => document.hidden || noticeCart())
  // Browsers may restore the selection after a reload or when navigating back.
  addEventListener("pageshow", ({ persisted }) => {
    delete root.dataset.pending
    showCartUnits(undefined)
    showQuestions()
    if (persisted) resetForms()
    for (const plan of document.querySelectorAll("[data-tier-picker] input[data-price]:checked"))
      if (plan instanceof HTMLInputElement) showTotal(plan)
  })
  showQuestions()
  const zones = document.querySelector("select[data-time-zone]")
  if (zones instanceof HTMLSelectElement) chooseTimeZone(zones)
  for (const form of document.querySelectorAll("form[data-draft]")) if (form instanceof HTMLFormElement) showDraft(form)
  for (const form of document.querySelectorAll("form[data-autosave]"))
    if (form instanceof HTMLFormElement) noteChanged(form)
  if (isPlain) {
    // Preselected, or restored by the browser.
    const unpriced = [...document.querySelectorAll("[data-follow] [data-priced]")].find(
      (field) => field instanceof HTMLElement && isUnpriced(field)
    )
    if (unpriced) startFollowing(unpriced)
    const first = document.querySelector(
      "[data-form] [aria-invalid='true'], [data-form] [role='alert'], [data-form-done]"
    )
    if (first instanceof HTMLElement) first.focus()
  }
  // The visitor withdrew their consent to analytics while the shop could not take it (src/features/analytics).
  if (document.cookie.split(";").some((pair) => pair.trim() === "atrium_withdrawing=1"))
    navigator.sendBeacon("/api/analytics-withdrawals")
  for (const viewed of document.querySelectorAll("[data-view]"))
    if (viewed instanceof HTMLElement) record(viewed.dataset.view ?? "", { serviceId: viewed.dataset.serviceId })
})()
